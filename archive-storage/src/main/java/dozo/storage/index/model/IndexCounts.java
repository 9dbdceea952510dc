package dozo.storage.index.model;

/**
 * How much the index holds. Instances and bytes count current versions only.
 *
 * @param bytes size of the current versions' files, each counted once however many copies there are
 */
public record IndexCounts(long patients, long studies, long series, long instances, long bytes, long conflicts) {}
