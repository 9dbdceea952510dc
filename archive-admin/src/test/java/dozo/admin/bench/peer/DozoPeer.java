package dozo.admin.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** This archive, from its distribution, with the configuration of the quick start and an index of either kind. */
final class DozoPeer extends ProcessPeer {

    private static final String TITLE = "DOZO";

    private final Place place;

    private DozoPeer(PeerKind kind, Place place, Optional<PostgresServer> database) throws IOException {
        super(kind, TITLE, database);
        this.place = place;
        Files.writeString(config(), configuration());
        if (!Files.exists(place.file("data/volumes/local"))) {
            dozo("volume", "init", "local", "--mkdir");
        }
        start(place, command("serve"));
    }

    static Peer onH2(Place place) throws IOException {
        return new DozoPeer(PeerKind.DOZO_H2, place, Optional.empty());
    }

    static Peer onPostgres(Place place) throws IOException {
        return new DozoPeer(PeerKind.DOZO_POSTGRESQL, place, Optional.of(PostgresServer.start(place)));
    }

    private String configuration() {
        return database().map(DozoPeer::section).orElse("")
                + """
                data-directory = "data"
                dicom { ae-titles = ["%s"], port = %d, known-only = false }
                ae = [ { title = "%s", host = "127.0.0.1", port = %d } ]
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(TITLE, target().port(), Place.LISTENER, place.listenerPort());
    }

    private static String section(PostgresServer database) {
        return """
                database { url = "%s", user = "%s" }
                """
                .formatted(database.url(), PostgresServer.USER);
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
}
