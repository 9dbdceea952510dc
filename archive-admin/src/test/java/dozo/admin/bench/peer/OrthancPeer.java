package dozo.admin.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.admin.bench.wire.Target;
import dozo.admin.testing.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;

/** Orthanc as Debian builds it, with its defaults but for more threads than associations, on an index of either kind. */
final class OrthancPeer implements Peer {

    private static final String TITLE = "ORTHANC";
    /** Fewer than the associations would leave some of them waiting for ever; the default is 4. */
    private static final int THREADS = 32;

    private final PeerKind kind;
    private final PostgresServer database;
    private final ServerProgram server;
    private final Target target;
    private final int httpPort;

    private OrthancPeer(PeerKind kind, Place place, PostgresServer database) throws IOException {
        this.kind = kind;
        this.database = database;
        this.target = new Target("127.0.0.1", Ports.free(), TITLE, Place.CALLING);
        this.httpPort = Ports.free();
        String config = place.file("orthanc.json").toString();
        Files.writeString(place.file("orthanc.json"), configuration(place));
        this.server = ServerProgram.start(
                place, "orthanc", List.of(Program.ORTHANC.require().toString(), config));
        server.awaitAssociation(target);
    }

    static Peer onSqlite(Place place) throws IOException {
        return new OrthancPeer(PeerKind.ORTHANC_SQLITE, place, null);
    }

    static Peer onPostgres(Place place) throws IOException {
        return new OrthancPeer(PeerKind.ORTHANC_POSTGRESQL, place, PostgresServer.start(place));
    }

    private String configuration(Place place) throws IOException {
        String plugin =
                database == null ? "" : '"' + Program.ORTHANC_PLUGIN.require().toString() + '"';
        String index = database == null
                ? ""
                : """
                  "PostgreSQL": {"EnableIndex": true, "EnableStorage": false, "Host": "127.0.0.1", "Port": %d,
                    "Database": "%s", "Username": "%s", "Password": ""},
                """
                        .formatted(database.port(), PostgresServer.DATABASE, PostgresServer.USER);
        return "{"
                + index
                + """
                  "StorageDirectory": "storage", "IndexDirectory": "index", "Plugins": [%s],
                  "DicomAet": "%s", "DicomPort": %d, "DicomThreadsCount": %d, "DicomCheckModalityHost": false,
                  "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true,
                  "DicomAlwaysAllowMove": true, "DicomModalities": {"listener": ["%s", "127.0.0.1", %d]},
                  "HttpPort": %d, "RemoteAccessAllowed": false, "AuthenticationEnabled": false}
                """
                        .formatted(
                                plugin, TITLE, target.port(), THREADS, Place.LISTENER, place.listenerPort(), httpPort);
    }

    @Override
    public PeerKind kind() {
        return kind;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public ProcessTree processes() {
        return database == null ? ProcessTree.of(server.pid()) : ProcessTree.of(server.pid(), database.pid());
    }

    @Override
    public OptionalLong instances() throws IOException {
        URI statistics = URI.create("http://127.0.0.1:" + httpPort + "/statistics");
        try (InputStream in = statistics.toURL().openStream()) {
            return OptionalLong.of(
                    new ObjectMapper().readTree(in).get("CountInstances").asLong());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (database != null) {
            database.close();
        }
    }
}
