package dozo.storage.testing;

import dozo.core.config.IndexConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Every row of the index schema in use, as text, without surrogate keys: each row is known by the natural keys of those
 * above it. In a stable order, so that two indexes hold the same exactly when their dumps are equal.
 */
public final class IndexDump {

    private static final String STUDY =
            "s.study_instance_uid as of_study, s.patient_id as of_patient, s.issuer as of_issuer";
    private static final String SERIES = "e.series_instance_uid as of_series, " + STUDY;

    private static final List<String> QUERIES = List.of(
            "select 'patient', p.* from {schema}.patient p",
            "select 'study', st.*, s.* from {schema}.study s join {schema}.study_total st on st.study_pk = s.pk",
            "select 'term', t.*, " + STUDY + " from {schema}.study_term t join {schema}.study s on s.pk = t.study_pk",
            "select 'series', et.*, e.*, " + STUDY
                    + " from {schema}.series e join {schema}.series_total et on et.series_pk = e.pk"
                    + " join {schema}.study s on s.pk = e.study_pk",
            "select 'instance', i.*, " + SERIES
                    + " from {schema}.instance i join {schema}.series e on e.pk = i.series_pk"
                    + " join {schema}.study s on s.pk = e.study_pk",
            "select 'location', l.*, v.volume_id, i.sop_instance_uid, i.version from {schema}.location l"
                    + " join {schema}.volume v on v.pk = l.volume_pk join {schema}.instance i on i.pk = l.instance_pk",
            "select 'conflict', c.* from {schema}.conflict c",
            "select 'journal', j.* from {schema}.journal_position j",
            "select 'total', t.patients, t.studies, t.series, t.instances, t.bytes, t.conflicts from {schema}.total t");

    private IndexDump() {}

    /** The rows of the schema in use. */
    public static List<String> of(IndexConfig config) throws SQLException {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            List<String> lines = new ArrayList<>();
            String schema = liveSchema(statement);
            for (String query : QUERIES) {
                try (ResultSet rows = statement.executeQuery(query.replace("{schema}", schema))) {
                    while (rows.next()) {
                        lines.add(line(rows));
                    }
                }
            }
            Collections.sort(lines);
            return lines;
        }
    }

    /** A connection beside those of the index, closed by the caller. */
    public static Connection connect(IndexConfig config) throws SQLException {
        // As the index opens it; needed when the index is not open.
        String url = config.isEmbedded() ? config.url() + ";DATABASE_TO_LOWER=TRUE" : config.url();
        return DriverManager.getConnection(url, config.user(), config.password().reveal());
    }

    /** Name of the schema in use. */
    public static String liveSchema(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select name from dozo_control.index_schema where state = 'LIVE'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String line(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder line = new StringBuilder(row.getString(1));
        Set<String> seen = new HashSet<>();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            // The second of a name is what the first layout had in its place.
            if (!name.equals("pk") && !name.endsWith("_pk") && seen.add(name)) {
                Object value = row.getObject(i);
                line.append(' ')
                        .append(name)
                        .append('=')
                        .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
            }
        }
        return line.toString();
    }
}
