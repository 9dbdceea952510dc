package dozo.storage.index.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 keeps each table as it is made, whatever becomes of its script: a process that dies in the middle of an upgrade leaves some
 * statements of a script done and the script unrecorded. Unlike those of the very first start, the control tables are in use then
 * and cannot be dropped. So a script for tables in use must be one that can be done again from its beginning.
 */
class ControlScriptsTest {

    private static final String SCHEMA = ControlSchema.NAME;

    /** Those before it were there when the first archive was filled. */
    private static final int FIRST_UPGRADE = 4;

    @TempDir
    Path directory;

    @Test
    void everyUpgradeCanBeDoneAgainWhereverItWasBrokenOff() throws Exception {
        assertRepeatable(shipped());
    }

    @Test
    void anUpgradeThatIsBrokenOffForGoodWouldBeNoticed() throws Exception {
        Path scripts = shippedAnd(
                "alter table volume add column colour varchar;\nalter table volume add column shape varchar;");
        FlywayException unfit = assertThrows(FlywayException.class, () -> assertRepeatable(scripts));
        assertTrue(unfit.getMessage().contains("colour"), unfit::getMessage);
    }

    @Test
    void anUpgradeThatComesToSomethingElseWhenDoneAgainWouldBeNoticed() throws Exception {
        Path scripts = shippedAnd(
                "update fence set epoch = epoch + 1;\n" + "alter table volume add column if not exists shape varchar;");
        assertThrows(AssertionError.class, () -> assertRepeatable(scripts));
    }

    @Test
    void anUpgradeThatCanBeDoneAgainPasses() throws Exception {
        Path scripts = shippedAnd("alter table volume add column if not exists colour varchar;\n"
                + "update volume set colour = 'red';\n"
                + "create table if not exists shelf (name varchar primary key);");
        assertDoesNotThrow(() -> assertRepeatable(scripts));
    }

    private static Path shipped() throws URISyntaxException {
        return Path.of(ControlScriptsTest.class
                .getResource("/dozo/storage/index/control")
                .toURI());
    }

    /** The scripts there are, and one more behind them. */
    private Path shippedAnd(String script) throws IOException, URISyntaxException {
        List<Integer> versions = versions(shipped());
        for (int version : versions) {
            Path there = script(shipped(), version);
            Files.copy(there, directory.resolve(there.getFileName()));
        }
        int next = Math.max(FIRST_UPGRADE, versions.get(versions.size() - 1) + 1);
        Files.writeString(directory.resolve("V" + next + "__more.sql"), script);
        return directory;
    }

    private static void assertRepeatable(Path scripts) throws IOException, SQLException {
        for (int version : versions(scripts)) {
            List<String> statements = statements(script(scripts, version));
            String undisturbed = version < FIRST_UPGRADE ? "" : upgraded(scripts, version, List.of());
            for (int done = 1; version >= FIRST_UPGRADE && done <= statements.size(); done++) {
                assertEquals(
                        undisturbed,
                        upgraded(scripts, version, statements.subList(0, done)),
                        "V" + version + " broken off behind statement " + done);
            }
        }
    }

    /** What the tables hold after an upgrade before which some of its statements were done already. */
    private static String upgraded(Path scripts, int version, List<String> doneBefore) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(Vendor.H2.complete("jdbc:h2:mem:" + UUID.randomUUID()));
        // The first connection keeps what is in memory.
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            migrate(database, scripts, version - 1);
            statement.execute("set schema " + SCHEMA);
            statement.execute("insert into volume (name, id) values ('local', '00000000-0000-0000-0000-000000000001')");
            for (String done : doneBefore) {
                statement.execute(done);
            }
            migrate(database, scripts, version);
            return contents(statement);
        }
    }

    private static void migrate(DataSource database, Path scripts, int version) {
        Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("filesystem:" + scripts)
                .placeholders(Vendor.H2.placeholders())
                .target(MigrationVersion.fromVersion(Integer.toString(version)))
                .load()
                .migrate();
    }

    /** Definitions and rows of all tables but Flyway's own. */
    private static String contents(Statement statement) throws SQLException {
        List<String> tables = rows(
                statement,
                "select table_name from information_schema.tables where table_schema = '" + SCHEMA
                        + "' and table_name not like 'flyway%' order by table_name");
        return String.join("\n", rows(statement, "script nosettings table " + String.join(", ", tables)));
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static List<Integer> versions(Path scripts) throws IOException {
        try (Stream<Path> files = Files.list(scripts)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();
        }
    }

    private static Path script(Path scripts, int version) throws IOException {
        try (Stream<Path> files = Files.list(scripts)) {
            return files.filter(file -> file.getFileName().toString().startsWith("V" + version + "__"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> statements(Path script) throws IOException {
        String sql = Files.readString(script);
        for (Map.Entry<String, String> placeholder : Vendor.H2.placeholders().entrySet()) {
            sql = sql.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return Arrays.stream(sql.split(";\\s*(\n|$)"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }
}
