package dozo.storage.index.query;

/** A series with the names above it, as far as handing out instances needs them. */
record SeriesRef(long pk, long instances, String seriesUid, String studyUid, String patientId) {

    static final String SELECT =
            "select e.pk, e.instance_count, e.series_instance_uid, s.study_instance_uid, s.patient_id"
                    + " from {schema}.series e join {schema}.study s on s.pk = e.study_pk";

    static final String ORDER = " order by s.patient_pk, s.pk, e.pk";

    static final Reads.RowMapping<SeriesRef> MAPPING =
            row -> new SeriesRef(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5));
}
