package dozo.admin.bench.peer;

import dozo.core.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server for one peer, with the same settings for all: those of Debian, but for room in memory and in the log
 * that any guide to tuning gives first. Commits are forced to disk. Not thread-safe.
 */
final class PostgresServer implements AutoCloseable {

    static final String USER = "bench";
    static final String DATABASE = "bench";

    private static final List<String> SETTINGS = List.of(
            "shared_buffers=512MB", "max_wal_size=4GB", "checkpoint_timeout=15min", "max_connections=100", "jit=off");
    /** PostgreSQL refuses to run as root; Debian has made this user for it. */
    private static final String ACCOUNT = "postgres";

    private final ServerProgram server;
    private final int port;

    private PostgresServer(ServerProgram server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts it on the data of {@code place}, which it makes when there are none. */
    static PostgresServer start(Place place) throws IOException {
        Path data = place.file("postgres");
        boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
        if (fresh) {
            create(data);
        }
        int port = Ports.free();
        List<String> command = asAccount(binary("postgres"), "-D", data.toString(), "-p", Integer.toString(port));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        ServerProgram server = ServerProgram.start(place, "postgres", command);
        PostgresServer started = new PostgresServer(server, port);
        server.await(() -> {
            started.sql("postgres", "select 1");
            return true;
        });
        if (fresh) {
            started.sql("postgres", "create database " + DATABASE);
        }
        return started;
    }

    private static void create(Path data) throws IOException {
        Files.createDirectories(data);
        if (isRoot()) {
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
        }
        ServerProgram.run(
                data,
                asAccount(
                        binary("initdb"),
                        "-D",
                        data.toString(),
                        "-A",
                        "trust",
                        "-U",
                        USER,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8"));
    }

    private static Path binary(String name) throws IOException {
        // What stands on the path may be a link.
        return Program.POSTGRES.require().toRealPath().resolveSibling(name);
    }

    private static List<String> asAccount(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    int port() {
        return port;
    }

    /** Of the one database, for JDBC. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    long pid() {
        return server.pid();
    }

    private void sql(String database, String statement) throws IOException {
        ServerProgram.run(
                Path.of("/"),
                List.of(
                        binary("psql").toString(),
                        "-q",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        USER,
                        "-d",
                        database,
                        "-c",
                        statement));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
