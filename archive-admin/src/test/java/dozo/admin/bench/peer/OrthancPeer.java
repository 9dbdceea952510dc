package dozo.admin.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.core.testing.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Orthanc as Debian builds it, with its defaults but for more threads than associations, on an index of either kind. */
final class OrthancPeer extends ProcessPeer {

    private static final String TITLE = "ORTHANC";
    /** Fewer than the associations would leave some of them waiting for ever; the default is 4. */
    private static final int THREADS = 32;

    private final int httpPort;

    private OrthancPeer(PeerKind kind, Place place, Optional<PostgresServer> database) throws IOException {
        super(kind, TITLE, database);
        this.httpPort = Ports.free();
        String config = place.file("orthanc.json").toString();
        Files.writeString(place.file("orthanc.json"), configuration(place));
        start(place, List.of(Program.ORTHANC.require().toString(), config));
    }

    static Peer onSqlite(Place place) throws IOException {
        return new OrthancPeer(PeerKind.ORTHANC_SQLITE, place, Optional.empty());
    }

    static Peer onPostgres(Place place) throws IOException {
        return new OrthancPeer(PeerKind.ORTHANC_POSTGRESQL, place, Optional.of(PostgresServer.start(place)));
    }

    private String configuration(Place place) throws IOException {
        String plugin = database().isEmpty()
                ? ""
                : '"' + Program.ORTHANC_PLUGIN.require().toString() + '"';
        return "{"
                + database().map(OrthancPeer::index).orElse("")
                + """
                  "StorageDirectory": "storage", "IndexDirectory": "index", "Plugins": [%s],
                  "DicomAet": "%s", "DicomPort": %d, "DicomThreadsCount": %d, "DicomCheckModalityHost": false,
                  "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true,
                  "DicomAlwaysAllowMove": true, "DicomModalities": {"listener": ["%s", "127.0.0.1", %d]},
                  "HttpPort": %d, "RemoteAccessAllowed": false, "AuthenticationEnabled": false}
                """
                        .formatted(
                                plugin,
                                TITLE,
                                target().port(),
                                THREADS,
                                Place.LISTENER,
                                place.listenerPort(),
                                httpPort);
    }

    private static String index(PostgresServer database) {
        return """
                  "PostgreSQL": {"EnableIndex": true, "EnableStorage": false, "Host": "127.0.0.1", "Port": %d,
                    "Database": "%s", "Username": "%s", "Password": ""},
                """
                .formatted(database.port(), PostgresServer.DATABASE, PostgresServer.USER);
    }

    @Override
    public OptionalLong instances() throws IOException {
        URI statistics = URI.create("http://127.0.0.1:" + httpPort + "/statistics");
        try (InputStream in = statistics.toURL().openStream()) {
            return OptionalLong.of(
                    new ObjectMapper().readTree(in).get("CountInstances").asLong());
        }
    }
}
