package dozo.storage.index.query;

/**
 * How much one query reads.
 *
 * @param rowsPerPage most rows at once
 * @param examinedMax most rows looked at in vain
 */
record PageLimits(int rowsPerPage, long examinedMax) {}
