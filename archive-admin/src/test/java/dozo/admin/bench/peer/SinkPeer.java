package dozo.admin.bench.peer;

import dozo.admin.bench.NullSink;
import dozo.admin.bench.wire.Target;
import dozo.admin.testing.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** {@link NullSink} as a process of its own. */
final class SinkPeer implements Peer {

    private final ServerProgram server;
    private final Target target;

    SinkPeer(Place place) throws IOException {
        this.target = new Target("127.0.0.1", Ports.free(), "SINK", Place.CALLING);
        this.server = ServerProgram.start(
                place,
                "sink",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NullSink.class.getName(),
                        Integer.toString(target.port())));
        server.awaitAssociation(target);
    }

    @Override
    public PeerKind kind() {
        return PeerKind.SINK;
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
    public OptionalLong instances() {
        return OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
