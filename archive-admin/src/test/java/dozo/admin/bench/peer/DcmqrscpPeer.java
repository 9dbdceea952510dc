package dozo.admin.bench.peer;

import dozo.admin.bench.wire.Target;
import dozo.admin.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** DCMTK's archive: a process for each association, all of its index in one file. */
final class DcmqrscpPeer implements Peer {

    private static final String TITLE = "DCMQRSCP";

    private final Path area;
    private final ServerProgram server;
    private final Target target;

    DcmqrscpPeer(Place place) throws IOException {
        this.area = place.file("area");
        this.target = new Target("127.0.0.1", Ports.free(), TITLE, Place.CALLING);
        Files.createDirectories(area);
        Path config = place.file("dcmqrscp.cfg");
        Files.writeString(config, configuration(place));
        this.server = ServerProgram.start(
                place, "dcmqrscp", List.of(Program.DCMQRSCP.require().toString(), "+B", "-c", config.toString()));
        server.awaitAssociation(target);
    }

    private String configuration(Place place) {
        return """
                NetworkTCPPort = %d
                MaxPDUSize = 131072
                MaxAssociations = 64
                HostTable BEGIN
                listener = (%s, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                %s %s RW (100000, 1024gb) ANY
                AETable END
                """
                .formatted(target.port(), Place.LISTENER, place.listenerPort(), TITLE, area);
    }

    @Override
    public PeerKind kind() {
        return PeerKind.DCMQRSCP;
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
        try (Stream<Path> files = Files.list(area)) {
            return OptionalLong.of(
                    files.filter(file -> !file.endsWith("index.dat")).count());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
