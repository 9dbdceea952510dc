package dozo.storage.testing;

import dozo.core.config.IndexConfig;
import dozo.storage.index.header.Header;
import dozo.storage.index.model.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills an index with many made-up studies by a handful of statements, for tests of query plans and for benchmarks. Search
 * columns and counters are as filing would make them; the attributes of a level are the same in all rows.
 *
 * @param studies how many
 * @param seriesPerStudy each with {@code instancesPerSeries}
 */
public record IndexFiller(int studies, int seriesPerStudy, int instancesPerSeries) {

    /** Keys that the index itself does not reach in a test. */
    private static final long BASE = 1_000_000_000_000L;

    private static final int STUDIES_PER_STATEMENT = 50_000;

    /** A study's number from its key, and what follows from it. Ten years of 360 days; 5,000 families. */
    private static final String DATE =
            "(2016 + mod(x, 3600) / 360) * 10000 + (1 + mod(x, 360) / 30) * 100 + 1 + mod(x, 30)";

    private static final String PATIENT = "x / 2";
    private static final String NAME =
            "'FAMILY' || (100000 + mod(" + PATIENT + " * 7919, 5000)) || '^GIVEN' || (" + PATIENT + ")";
    private static final String IDEOGRAPHIC = "'山田' || mod(" + PATIENT + " * 7919, 5000) || '^太郎' || (" + PATIENT + ")";
    private static final String PHONETIC = "'やまだ' || mod(" + PATIENT + " * 7919, 5000) || '^たろう' || (" + PATIENT + ")";
    private static final String MODALITY =
            "case when mod(x, 1000) = 7 then 'XA' when mod(x, 3) = 0 then 'MR' else 'CT' end";
    private static final String SOP_CLASS =
            "case when mod(x, 3) = 0 then '" + TestInstance.MR + "' else '" + TestInstance.CT + "' end";

    /** Fills the schema in use, beside what is there, and lets the database count what it has. */
    public void fill(IndexConfig config) throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            boolean postgres = config.url().startsWith("jdbc:postgresql:");
            String schema = IndexDump.liveSchema(statement);
            statement.execute("insert into " + schema + ".volume values (-1, '" + TestInstance.MIRROR.value() + "')");
            for (int from = 0; from < studies; from += STUDIES_PER_STATEMENT) {
                int to = Math.min(from + STUDIES_PER_STATEMENT, studies) - 1;
                String numbers = postgres
                        ? "generate_series(" + from + ", " + to + ") x"
                        : "(select r.\"X\" as x from system_range(" + from + ", " + to + ") r) n";
                fill(connection, schema, numbers, postgres);
            }
            statement.execute(
                    "update " + schema + ".total set patients = " + (studies + 1) / 2 + ", studies = " + studies
                            + ", series = " + (long) studies * seriesPerStudy + ", instances = "
                            + (long) studies * seriesPerStudy * instancesPerSeries);
            statement.execute("analyze");
        }
    }

    private void fill(Connection connection, String schema, String numbers, boolean postgres) throws SQLException {
        TestInstance sample = TestInstance.of(1, 1, 1);
        insert(
                connection,
                schema,
                sample,
                Level.PATIENT,
                "patient select " + BASE + " + x / 2, 'ID' || x / 2, '', '', " + NAME
                        + ", " + IDEOGRAPHIC + ", " + PHONETIC
                        + ", 19000101 + mod(x / 2, 80) * 10000, 'F', ?, null from " + numbers
                        + " where mod(x, 2) = 0");
        String perStudy = Integer.toString(seriesPerStudy);
        String instances = Integer.toString(seriesPerStudy * instancesPerSeries);
        insert(
                connection,
                schema,
                sample,
                Level.STUDY,
                "study select " + BASE + " + x, " + BASE + " + x / 2, '1.2.9.' || x, 'ID' || x / 2, '', "
                        + NAME + ", " + IDEOGRAPHIC + ", " + PHONETIC + ", 19000101 + mod(x / 2, 80) * 10000, 'F', "
                        + DATE
                        + ", 36000000000, 'A' || x, 'ST' || mod(x, 100), 'CHEST ROUTINE', 'REF^' || mod(x, 300), '', '', ?, null, "
                        + perStudy + ", " + instances + ", 1000, " + MODALITY + ", " + SOP_CLASS + ", 0, 0, 0 from "
                        + numbers);
        execute(connection, schema, "study_term select 0, " + MODALITY + ", " + BASE + " + x from " + numbers);
        execute(connection, schema, "study_term select 1, " + SOP_CLASS + ", " + BASE + " + x from " + numbers);
        for (int series = 0; series < seriesPerStudy; series++) {
            String key = BASE + " + x * " + perStudy + " + " + series;
            insert(
                    connection,
                    schema,
                    sample,
                    Level.SERIES,
                    "series select " + key + ", " + BASE + " + x, '1.2.9.' || x || '." + series + "', "
                            + MODALITY + ", " + series + ", " + DATE + ", 0, " + DATE
                            + ", 0, 'AXIAL', 'CHEST', 'ST1', 'HOSPITAL', '', ?, "
                            + instancesPerSeries + ", 1000, " + SOP_CLASS + " from " + numbers);
            for (int instance = 0; instance < instancesPerSeries; instance++) {
                fillInstances(
                        connection,
                        schema,
                        sample,
                        numbers,
                        key,
                        series + "." + instance,
                        series * instancesPerSeries + instance,
                        postgres);
            }
        }
    }

    private void fillInstances(
            Connection connection,
            String schema,
            TestInstance sample,
            String numbers,
            String seriesKey,
            String uidEnd,
            int index,
            boolean postgres)
            throws SQLException {
        String key = BASE + " + x * " + seriesPerStudy * instancesPerSeries + " + " + index;
        String digest = postgres ? "decode(repeat('ab', 32), 'hex')" : "X'" + "ab".repeat(32) + "'";
        String uuid = "cast('0badcafe-0000-4000-8000-000000000000' as uuid)";
        insert(
                connection,
                schema,
                sample,
                Level.IMAGE,
                "instance select " + key + ", " + seriesKey + ", '1.2.9.' || x || '." + uidEnd
                        + "', 1, true, " + SOP_CLASS + ", '1.2.840.10008.1.2.1', " + index + ", " + DATE + ", 0, "
                        + digest
                        + ", 1000, 'objects/2026/11/22/1-0badcafe/0000/' || (10000000 + mod(x, 10000000)) || '.dcm', 0, 'MODALITY',"
                        + " 'DOZO', '127.0.0.1', 1, " + uuid + ", ? from " + numbers);
        execute(connection, schema, "location select " + key + ", 0, -1, null from " + numbers);
    }

    private static void insert(Connection connection, String schema, TestInstance sample, Level level, String sql)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into " + schema + '.' + sql)) {
            statement.setBytes(1, new Header(sample.header()).encoded(level));
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String schema, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into " + schema + '.' + sql);
        }
    }
}
