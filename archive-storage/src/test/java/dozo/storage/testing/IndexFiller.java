package dozo.storage.testing;

import dozo.core.config.IndexConfig;
import dozo.core.config.Secret;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.header.Header;
import dozo.storage.index.header.NameKeys;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Fills an index with many {@link MadeUpStudy made-up studies}, past the program, for tests of query plans and for
 * benchmarks. Columns, counters and encoded attributes are as filing would make them; the objects themselves do not exist.
 *
 * @param studies how many
 * @param seriesPerStudy each with {@code instancesPerSeries}
 */
public record IndexFiller(int studies, int seriesPerStudy, int instancesPerSeries) {

    /** Keys that the index itself does not reach in a test. */
    private static final long BASE = 1_000_000_000_000L;

    /** Few: H2 writes the rows of a long transaction to its file, and once more when it commits. */
    private static final int STUDIES_PER_COMMIT = 20;

    private static final int STUDIES_PER_REPORT = 50_000;

    private static final UUID INCARNATION = UUID.fromString("0badcafe-0000-4000-8000-000000000000");
    private static final byte[] DIGEST = new byte[32];

    /**
     * {@code IndexFiller url studies seriesPerStudy instancesPerSeries [user [password]]}: makes the tables if need be, and
     * fills them. The user is that of the defaults, without a password, unless given.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 4 || arguments.length > 6) {
            System.err.println("usage: IndexFiller url studies seriesPerStudy instancesPerSeries [user [password]]");
            System.exit(64);
        }
        IndexConfig config = new IndexConfig(
                arguments[0],
                arguments.length > 4 ? arguments[4] : "dozo",
                arguments.length > 5 ? new Secret(arguments[5]) : Secret.NONE,
                6,
                Duration.ofSeconds(10));
        ArchiveIndex.open(config, IndexLimits.defaults(), Clock.systemUTC()).close();
        new IndexFiller(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))
                .fill(config);
    }

    /** Fills the schema in use, beside what is there, and lets the database count what it has. */
    public void fill(IndexConfig config) throws SQLException {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            String schema = IndexDump.liveSchema(statement);
            if (!config.isEmbedded()) {
                // What is lost in a crash is made again.
                statement.execute("set synchronous_commit to off");
            }
            connection.setAutoCommit(false);
            statement.execute("insert into " + schema + ".volume values (-1, '" + TestInstance.MIRROR.value() + "')");
            try (Tables tables = new Tables(connection, schema)) {
                for (int number = 0; number < studies; number++) {
                    add(tables, new MadeUpStudy(number));
                    if ((number + 1) % STUDIES_PER_COMMIT == 0) {
                        tables.commit();
                    }
                    if ((number + 1) % STUDIES_PER_REPORT == 0) {
                        System.err.println(number + 1 + " studies");
                    }
                }
                tables.commit();
            }
            statement.execute(
                    "update " + schema + ".total set patients = " + (studies + 1) / 2 + ", studies = " + studies
                            + ", series = " + (long) studies * seriesPerStudy + ", instances = "
                            + (long) studies * seriesPerStudy * instancesPerSeries);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("analyze");
        }
    }

    private static Connection connect(IndexConfig config) throws SQLException {
        return config.isEmbedded()
                ? IndexDump.connect(config)
                : DriverManager.getConnection(
                        config.url() + (config.url().contains("?") ? "&" : "?") + "reWriteBatchedInserts=true",
                        config.user(),
                        config.password().reveal());
    }

    private void add(Tables tables, MadeUpStudy study) throws SQLException {
        Attributes attributes = study.header();
        Header header = new Header(attributes);
        NameKeys name = header.name(Tag.PatientName);
        NameKeys referring = header.name(Tag.ReferringPhysicianName);
        Integer birthDate = header.dateOrNull(Tag.PatientBirthDate);
        long patientKey = BASE + study.patient();
        long key = BASE + study.number();
        if (study.number() % 2 == 0) {
            tables.patient.add(
                    patientKey,
                    study.patientId(),
                    "",
                    "",
                    name.alphabetic(),
                    name.ideographic(),
                    name.phonetic(),
                    birthDate,
                    "F",
                    header.encoded(Level.PATIENT),
                    null);
        }
        tables.study.add(
                key,
                patientKey,
                study.studyUid().value(),
                study.patientId(),
                "",
                name.alphabetic(),
                name.ideographic(),
                name.phonetic(),
                birthDate,
                "F",
                header.dateOrNull(Tag.StudyDate),
                header.timeOrNull(Tag.StudyTime),
                study.accessionNumber(),
                header.text(Tag.StudyID),
                header.text(Tag.StudyDescription),
                referring.alphabetic(),
                referring.ideographic(),
                referring.phonetic(),
                header.encoded(Level.STUDY),
                null,
                0L);
        tables.studyTotal.add(
                key,
                seriesPerStudy,
                (long) seriesPerStudy * instancesPerSeries,
                1_000L * seriesPerStudy * instancesPerSeries,
                study.modality(),
                study.sopClassUid(),
                0,
                0L);
        tables.term.add(0, study.modality(), key);
        tables.term.add(1, study.sopClassUid(), key);
        for (int series = 0; series < seriesPerStudy; series++) {
            addSeries(tables, study, series);
        }
    }

    private void addSeries(Tables tables, MadeUpStudy study, int series) throws SQLException {
        Header header = new Header(study.header(series));
        long key = BASE + (long) study.number() * seriesPerStudy + series;
        tables.series.add(
                key,
                BASE + study.number(),
                study.seriesUid(series).value(),
                study.modality(),
                series,
                header.dateOrNull(Tag.SeriesDate),
                header.timeOrNull(Tag.SeriesTime),
                header.dateOrNull(Tag.PerformedProcedureStepStartDate),
                header.timeOrNull(Tag.PerformedProcedureStepStartTime),
                header.text(Tag.SeriesDescription),
                header.text(Tag.BodyPartExamined),
                header.text(Tag.StationName),
                header.text(Tag.InstitutionName),
                "",
                header.encoded(Level.SERIES));
        tables.seriesTotal.add(key, (long) instancesPerSeries, 1_000L * instancesPerSeries, study.sopClassUid());
        for (int instance = 0; instance < instancesPerSeries; instance++) {
            addInstance(tables, study, series, instance, key);
        }
    }

    private void addInstance(Tables tables, MadeUpStudy study, int series, int instance, long seriesKey)
            throws SQLException {
        Header header = new Header(study.header(series, instance));
        long number = ((long) study.number() * seriesPerStudy + series) * instancesPerSeries + instance;
        tables.instance.add(
                BASE + number,
                seriesKey,
                study.instanceUid(series, instance).value(),
                1,
                true,
                study.sopClassUid(),
                "1.2.840.10008.1.2.1",
                instance,
                header.dateOrNull(Tag.ContentDate),
                header.timeOrNull(Tag.ContentTime),
                DIGEST,
                1_000L,
                "objects/2026/11/22/1-0badcafe/0000/" + (10_000_000 + number % 80_000_000) + ".dcm",
                0L,
                "MODALITY",
                "DOZO",
                "127.0.0.1",
                1L,
                INCARNATION,
                header.encoded(Level.IMAGE));
        tables.location.add(BASE + number, 0, -1, null);
    }

    /** One statement for each table, sent in the order in which rows refer to each other. */
    private static final class Tables implements AutoCloseable {

        private static final String STUDY_COLUMNS =
                "pk, patient_pk, study_instance_uid, patient_id, issuer, name_alphabetic,"
                        + " name_ideographic, name_phonetic, birth_date, sex, study_date, study_time, accession_number, study_id,"
                        + " description, referring_alphabetic, referring_ideographic, referring_phonetic, attributes, overlay,"
                        + " first_received_at";

        private static final String SERIES_COLUMNS =
                "pk, study_pk, series_instance_uid, modality, series_number, series_date,"
                        + " series_time, performed_date, performed_time, description, body_part, station, institution, protocol,"
                        + " attributes";

        private final Connection connection;
        private final Rows patient;
        private final Rows study;
        private final Rows studyTotal;
        private final Rows term;
        private final Rows series;
        private final Rows seriesTotal;
        private final Rows instance;
        private final Rows location;

        Tables(Connection connection, String schema) throws SQLException {
            this.connection = connection;
            this.patient = new Rows(connection, schema + ".patient", 11);
            this.study = new Rows(connection, schema + ".study (" + STUDY_COLUMNS + ')', 21);
            this.studyTotal = new Rows(connection, schema + ".study_total", 8);
            this.term = new Rows(connection, schema + ".study_term", 3);
            this.series = new Rows(connection, schema + ".series (" + SERIES_COLUMNS + ')', 15);
            this.seriesTotal = new Rows(connection, schema + ".series_total", 4);
            this.instance = new Rows(connection, schema + ".instance", 20);
            this.location = new Rows(connection, schema + ".location", 4);
        }

        void commit() throws SQLException {
            for (Rows rows : all()) {
                rows.statement.executeBatch();
            }
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            for (Rows rows : all()) {
                rows.statement.close();
            }
        }

        private List<Rows> all() {
            return List.of(patient, study, studyTotal, term, series, seriesTotal, instance, location);
        }
    }

    /** Rows on their way to one table. */
    private static final class Rows {

        private final PreparedStatement statement;

        Rows(Connection connection, String table, int columns) throws SQLException {
            statement = connection.prepareStatement(
                    "insert into " + table + " values (" + "?, ".repeat(columns - 1) + "?)");
        }

        void add(Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
        }
    }
}
