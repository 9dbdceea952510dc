package dozo.admin.hostile;

import dozo.core.pdu.AssociateAccept;
import dozo.core.testing.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One live server for all tests of a class. Whatever peers do to it in a test, an unconcerned client's echoes are answered within
 * a second meanwhile, and afterwards it holds no more than before, its store is whole and its log tells of no defect (INV-8,
 * INV-9).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostilePeers {

    @TempDir
    static Path directory;

    private WatchedServer server;

    @BeforeAll
    void start() throws Exception {
        server = WatchedServer.start(directory, settings());
    }

    /** Further lines of the server's configuration. */
    String settings() throws Exception {
        return "";
    }

    @BeforeEach
    void watch() {
        server.watch();
    }

    @AfterEach
    void nobodyElseFeltIt() throws IOException {
        server.requireUnharmed();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    final WatchedServer server() {
        return server;
    }

    final RawPeer connect() throws IOException {
        return RawPeer.connect(server.port());
    }

    /** A peer with the contexts of {@link RawMessages#request}. */
    final RawPeer associated() throws IOException {
        RawPeer peer = connect().send(RawMessages.request());
        peer.expect(AssociateAccept.class);
        return peer;
    }
}
