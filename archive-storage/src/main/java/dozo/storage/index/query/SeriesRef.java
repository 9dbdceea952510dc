package dozo.storage.index.query;

/**
 * A series with what is above it, as far as handing out instances needs it.
 *
 * @param patientOverlay corrected values of the patient, encoded; null where nothing was corrected
 * @param studyOverlay the same of the study
 */
record SeriesRef(
        long pk,
        long instances,
        String seriesUid,
        String studyUid,
        String patientId,
        byte[] patientOverlay,
        byte[] studyOverlay) {

    static final String SELECT =
            "select e.pk, et.instance_count, e.series_instance_uid, s.study_instance_uid, s.patient_id,"
                    + " p.overlay, s.overlay"
                    + " from {schema}.series e" + Totals.OF_SERIES
                    + " join {schema}.study s on s.pk = e.study_pk"
                    + " join {schema}.patient p on p.pk = s.patient_pk";

    static final String ORDER = " order by s.patient_pk, s.pk, e.pk";

    static final Reads.RowMapping<SeriesRef> MAPPING = row -> new SeriesRef(
            row.getLong(1),
            row.getLong(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getBytes(6),
            row.getBytes(7));
}
