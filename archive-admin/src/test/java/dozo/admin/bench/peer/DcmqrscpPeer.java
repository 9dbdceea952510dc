package dozo.admin.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** DCMTK's archive: a process for each association, all of its index in one file. */
final class DcmqrscpPeer extends ProcessPeer {

    private static final String TITLE = "DCMQRSCP";

    private final Path area;

    DcmqrscpPeer(Place place) throws IOException {
        super(PeerKind.DCMQRSCP, TITLE, Optional.empty());
        this.area = place.file("area");
        Files.createDirectories(area);
        Path config = place.file("dcmqrscp.cfg");
        Files.writeString(config, configuration(place));
        start(place, List.of(Program.DCMQRSCP.require().toString(), "+B", "-c", config.toString()));
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
                .formatted(target().port(), Place.LISTENER, place.listenerPort(), TITLE, area);
    }

    @Override
    public OptionalLong instances() throws IOException {
        try (Stream<Path> files = Files.list(area)) {
            return OptionalLong.of(
                    files.filter(file -> !file.endsWith("index.dat")).count());
        }
    }
}
