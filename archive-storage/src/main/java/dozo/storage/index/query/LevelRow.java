package dozo.storage.index.query;

import java.util.List;

/**
 * A row of one level, as read.
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
        LevelRow patient) {

    /**
     * What a study or series counts below itself.
     *
     * @param children rows of the next level: series of a study, instances of a series
     * @param instances current ones
     * @param modalities of a study, as terms; empty for a series
     * @param sopClasses as the modalities
     */
    record Counts(long children, long instances, String modalities, String sopClasses) {

        static Counts ofSeries(long instances) {
            return new Counts(instances, instances, "", "");
        }
    }

    /** How many rows stand right below a study or series. */
    long children() {
        return counts.children();
    }

    static List<Long> keys(List<LevelRow> rows) {
        return rows.stream().map(LevelRow::pk).toList();
    }
}
