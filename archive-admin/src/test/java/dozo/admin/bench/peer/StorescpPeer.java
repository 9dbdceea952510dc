package dozo.admin.bench.peer;

import dozo.admin.bench.wire.Target;
import dozo.admin.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** DCMTK's storage SCP: a process for each association, a file for each instance, no index, nothing forced. */
final class StorescpPeer implements Peer {

    private static final String TITLE = "STORESCP";

    private final Place place;
    private final ServerProgram server;
    private final Target target;

    StorescpPeer(Place place) throws IOException {
        this.place = place;
        this.target = new Target("127.0.0.1", Ports.free(), TITLE, Place.CALLING);
        Files.createDirectories(place.file("received"));
        this.server = ServerProgram.start(
                place,
                "storescp",
                List.of(
                        Program.STORESCP.require().toString(),
                        "--fork",
                        "--max-pdu",
                        "131072",
                        "-aet",
                        TITLE,
                        "-od",
                        place.file("received").toString(),
                        Integer.toString(target.port())));
        server.awaitAssociation(target);
    }

    @Override
    public PeerKind kind() {
        return PeerKind.STORESCP;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public ProcessTree processes() {
        return ProcessTree.of(server.pid());
    }

    @Override
    public OptionalLong instances() throws IOException {
        try (Stream<?> files = Files.list(place.file("received"))) {
            return OptionalLong.of(files.count());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
