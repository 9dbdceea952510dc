package dozo.admin.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.admin.bench.wire.Target;
import dozo.admin.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** This archive, from its distribution, with the configuration of the quick start and an index of either kind. */
final class DozoPeer implements Peer {

    private static final String TITLE = "DOZO";

    private final PeerKind kind;
    private final Place place;
    private final PostgresServer database;
    private final ServerProgram server;
    private final Target target;

    private DozoPeer(PeerKind kind, Place place, PostgresServer database) throws IOException {
        this.kind = kind;
        this.place = place;
        this.database = database;
        this.target = new Target("127.0.0.1", Ports.free(), TITLE, Place.CALLING);
        Files.writeString(config(), configuration());
        if (!Files.exists(place.file("data/volumes/local"))) {
            dozo("volume", "init", "local", "--mkdir");
        }
        this.server = ServerProgram.start(place, "dozo", command("serve"));
        server.awaitAssociation(target);
    }

    static Peer onH2(Place place) throws IOException {
        return new DozoPeer(PeerKind.DOZO_H2, place, null);
    }

    static Peer onPostgres(Place place) throws IOException {
        return new DozoPeer(PeerKind.DOZO_POSTGRESQL, place, PostgresServer.start(place));
    }

    private String configuration() {
        String section = database == null
                ? ""
                : """
                database { url = "%s", user = "%s" }
                """
                        .formatted(database.url(), PostgresServer.USER);
        return section
                + """
                data-directory = "data"
                dicom { ae-titles = ["%s"], port = %d, known-only = false }
                ae = [ { title = "%s", host = "127.0.0.1", port = %d } ]
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(TITLE, target.port(), Place.LISTENER, place.listenerPort());
    }

    private Path config() {
        return place.file("dozo.conf");
    }

    private List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(place.distribution().resolve("bin/dozo").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", config().toString()));
        return command;
    }

    private String dozo(String... arguments) throws IOException {
        return ServerProgram.run(place.folder(), command(arguments));
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
        JsonNode status = new ObjectMapper().readTree(dozo("status", "--json"));
        return OptionalLong.of(status.get("instances").asLong());
    }

    @Override
    public Optional<String> verify() throws IOException {
        try {
            dozo("verify");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
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
