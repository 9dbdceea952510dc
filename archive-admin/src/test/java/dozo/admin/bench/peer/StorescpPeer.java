package dozo.admin.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** DCMTK's storage SCP: a process for each association, a file for each instance, no index, nothing forced. */
final class StorescpPeer extends ProcessPeer {

    private static final String TITLE = "STORESCP";

    private final Path received;

    StorescpPeer(Place place) throws IOException {
        super(PeerKind.STORESCP, TITLE, Optional.empty());
        this.received = Files.createDirectories(place.file("received"));
        start(
                place,
                List.of(
                        Program.STORESCP.require().toString(),
                        "--fork",
                        "--max-pdu",
                        "131072",
                        "-aet",
                        TITLE,
                        "-od",
                        received.toString(),
                        Integer.toString(target().port())));
    }

    @Override
    public OptionalLong instances() throws IOException {
        try (Stream<?> files = Files.list(received)) {
            return OptionalLong.of(files.count());
        }
    }
}
