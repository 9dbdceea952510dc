package dozo.admin.bench.peer;

import dozo.admin.bench.NullSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@link NullSink} as a process of its own. */
final class SinkPeer extends ProcessPeer {

    SinkPeer(Place place) throws IOException {
        super(PeerKind.SINK, "SINK", Optional.empty());
        start(
                place,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NullSink.class.getName(),
                        Integer.toString(target().port())));
    }

    @Override
    public OptionalLong instances() {
        return OptionalLong.empty();
    }
}
