package dozo.storage.index.query;

/**
 * A row of the level that was asked for, as read.
 *
 * @param parentPk key of the row above; 0 for a patient
 * @param attributes the level's own, encoded
 * @param overlay corrected values of a patient or study, encoded; null where nothing was corrected
 * @param transferSyntaxUid of an instance; empty for the other levels
 * @param counts what the row counts below itself; null where it counts nothing
 * @param patient the row above a study, which is read with it; null for the other levels
 */
record LevelRow(
        long pk,
        long parentPk,
        byte[] attributes,
        byte[] overlay,
        String transferSyntaxUid,
        Counts counts,
        LevelRow patient)
        implements RowSelect.Keyed {

    /** Of a study: series, instances and terms; of a series: instances. */
    record Counts(int series, long instances, String modalities, String sopClasses) {}
}
