package dozo.storage.testing;

import dozo.core.config.IndexConfig;
import dozo.core.config.Secret;
import dozo.core.testing.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests of the index: H2 files, and databases of one real PostgreSQL server that the whole JVM shares. */
public final class TestDatabase {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    /** An H2 file database below {@code directory}. */
    public static IndexConfig h2(Path directory) {
        return h2(directory, "");
    }

    /** @param options as they stand in an address, each behind a semicolon */
    public static IndexConfig h2(Path directory, String options) {
        return config("jdbc:h2:file:" + directory.resolve("index") + options, "dozo");
    }

    /** As when the power is cut: an embedded database drops all it has not written, and every connection. */
    public static void cutPower(IndexConfig h2) throws SQLException {
        String url = h2.url() + ";IFEXISTS=TRUE;DATABASE_TO_LOWER=TRUE";
        try (Connection connection = DriverManager.getConnection(url, h2.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        }
    }

    /** A fresh, empty PostgreSQL database; the server ends with the JVM. */
    public static IndexConfig postgres() {
        String name = "dozo_test_" + DATABASES.incrementAndGet();
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " encoding 'UTF8' template template0");
        } catch (SQLException e) {
            throw new IllegalStateException("the test server refuses a database", e);
        }
        return config("jdbc:postgresql://localhost:" + server().getPort() + '/' + name, "postgres");
    }

    private static IndexConfig config(String url, String user) {
        return new IndexConfig(url, user, Secret.NONE, 6, Patience.LONG);
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                // Tests of durability use other means; forcing every commit would only make all others slow.
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("no PostgreSQL server for tests", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stop, "stop-test-postgres"));
        }
        return server;
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the test server did not stop", e);
        }
    }
}
