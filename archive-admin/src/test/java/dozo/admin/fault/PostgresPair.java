package dozo.admin.fault;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.function.Executable;

/** Two PostgreSQL servers, the second of which follows the first: a commit waits until the second one has forced it. Not thread-safe. */
final class PostgresPair implements AutoCloseable {

    private final Path standbyFolder;
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private PostgresPair(Path standbyFolder, EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.standbyFolder = standbyFolder;
        this.primary = primary;
        this.standby = standby;
    }

    /** Starts both in {@code directory}, on a copy of each other's empty databases, and waits until one follows the other. */
    static PostgresPair start(Path directory) throws IOException, SQLException {
        Path first = directory.resolve("primary");
        Path second = directory.resolve("standby");
        server(first).start().close();
        FileUtils.copyDirectory(first.toFile(), second.toFile());
        Files.setPosixFilePermissions(second, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(second.resolve("standby.signal"));

        EmbeddedPostgres primary =
                server(first).setServerConfig("synchronous_standby_names", "*").start();
        try {
            Files.writeString(
                    second.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost port=" + primary.getPort() + " user=postgres'\n",
                    StandardOpenOption.APPEND);
            PostgresPair pair = new PostgresPair(second, primary, server(second).start());
            await().until(pair::isInStep);
            return pair;
        } catch (IOException | RuntimeException e) {
            primary.close();
            throw e;
        }
    }

    private static EmbeddedPostgres.Builder server(Path folder) {
        return EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false);
    }

    /** The setting of an archive that keeps its index on the first one. */
    String setting() {
        return "database { url = \"jdbc:postgresql://localhost:" + primary.getPort()
                + "/postgres\", user = \"postgres\" }\n";
    }

    /** Does this while the standby says nothing, with its connection open; it goes on afterwards, whatever comes of it. */
    void whileStandbyIsStopped(Executable work) throws Throwable {
        new Postmaster(standbyFolder).whileStopped(work);
    }

    /** Calls this function with every session that waits for the standby now. @param function such as {@code pg_cancel_backend} */
    void callWithWaiting(String function) throws SQLException {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select " + function + "(pid) from pg_stat_activity where wait_event = 'SyncRep'");
        }
    }

    private boolean isInStep() throws SQLException {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet standby =
                        statement.executeQuery("select 1 from pg_stat_replication where sync_state = 'sync'")) {
            return standby.next();
        }
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
