package dozo.admin.bench.peer;

import dozo.admin.bench.wire.Target;
import dozo.core.testing.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An archive that is one server program on a port of this machine, with a PostgreSQL of its own where it uses one. */
abstract class ProcessPeer implements Peer {

    private final PeerKind kind;
    private final Target target;
    private final Optional<PostgresServer> database;
    private ServerProgram server;

    /** @param database is closed with this */
    ProcessPeer(PeerKind kind, String title, Optional<PostgresServer> database) throws IOException {
        this.kind = kind;
        this.target = new Target("127.0.0.1", Ports.free(), title, Place.CALLING);
        this.database = database;
    }

    /** Starts the program and waits until it accepts an association; stops everything where it does not. */
    final void start(Place place, List<String> command) throws IOException {
        server = ServerProgram.start(place, kind.key(), command);
        try {
            server.awaitAssociation(target);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    final Optional<PostgresServer> database() {
        return database;
    }

    @Override
    public final PeerKind kind() {
        return kind;
    }

    @Override
    public final Target target() {
        return target;
    }

    @Override
    public final ProcessTree processes() {
        return database.map(its -> ProcessTree.of(server.pid(), its.pid()))
                .orElseGet(() -> ProcessTree.of(server.pid()));
    }

    @Override
    public final void close() throws IOException {
        server.close();
        if (database.isPresent()) {
            database.get().close();
        }
    }
}
