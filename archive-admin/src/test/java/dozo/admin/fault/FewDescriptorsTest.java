package dozo.admin.fault;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.testing.Commands;
import dozo.admin.testing.Modality;
import dozo.admin.testing.ServerProcess;
import dozo.admin.testing.ServerProcess.Allowance;
import dozo.core.association.Association;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.testing.RawPeer;
import dozo.core.value.AeTitle;
import dozo.qr.testing.Scu;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server process that has as many files and sockets open as it may: it refuses, goes on with what it has, and recovers. */
class FewDescriptorsTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int MOST = 110;

    /** Fewer than the system lets wait at a socket: one more would wait to connect. */
    private static final int COMMANDS = 20;

    private static final String COMMAND = "A command could not connect";
    private static final String PEER = "a connection could not be accepted";

    @TempDir
    Path directory;

    @Test
    void refusesImagesWhileNoFileCanBeOpenedAndTakesThemAgainAfterwards() throws Exception {
        int port = Ports.free();
        Path config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = %d, known-only = false, limits { pending-per-address = %d } }
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(port, 2 * MOST));
        VolumeInitialisation.initialise(
                new NioDisk(Files.createDirectories(directory.resolve("data/volumes/local"))), "local");
        Commands dozo = new Commands(config);
        try (ServerProcess server =
                        ServerProcess.start(config, Allowance.heap(128).withOpenFiles(MOST));
                Association modality = new Scu(new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", port))
                        .open(
                                ProposedContext.of(Instances.CT, SYNTAX),
                                ProposedContext.of(DimseClient.VERIFICATION, SYNTAX))) {
            await().until(() -> Modality.storeOne(modality) == DimseStatus.SUCCESS);
            loadWhatRefuses(modality);
            List<RawPeer> crowd = new ArrayList<>();
            try {
                takeAll(port, server, crowd);
                assertEquals(DimseStatus.OUT_OF_RESOURCES, Modality.storeOne(modality));
                assertEquals(
                        DimseStatus.SUCCESS, new DimseClient(modality).echo().status());
                assertTriesAtIntervals(port, server, crowd);
            } finally {
                for (RawPeer peer : crowd) {
                    peer.close();
                }
            }
            await().until(() -> Modality.storeOne(modality) == DimseStatus.SUCCESS);
            await().untilAsserted(() -> dozo.run("echo").exits(0));
            JsonNode verified = dozo.run("verify", "--json").exits(0).json();
            assertTrue(verified.get("objects").asInt() >= 3, verified::toString);
            assertEquals(0, verified.get("findings").size(), verified::toString);
            assertFalse(server.log().contains("by a bug"), server::log);
        }
    }

    /**
     * Here each class is a file, opened when it is first needed, and so are those that refuse; in the distribution they lie in jars
     * that are open.
     */
    private void loadWhatRefuses(Association modality) throws Exception {
        Path identity = directory.resolve("data/volumes/local/DOZO-VOLUME");
        Path aside = Files.move(identity, directory.resolve("aside"));
        assertEquals(DimseStatus.OUT_OF_RESOURCES, Modality.storeOne(modality));
        Files.move(aside, identity);
        await().until(() -> Modality.storeOne(modality) == DimseStatus.SUCCESS);
    }

    /** Opens connections, which say nothing, until the server cannot accept one more. */
    private static void takeAll(int port, ServerProcess server, List<RawPeer> crowd) {
        await().pollInterval(10, MILLISECONDS).until(() -> {
            crowd.add(RawPeer.connect(port));
            return server.log().contains("Too many open files");
        });
    }

    /**
     * Commands and peers wait at their doors meanwhile; a log full of them, and a busy processor, would be one more trouble.
     * Whatever becomes free is taken at once.
     */
    private void assertTriesAtIntervals(int port, ServerProcess server, List<RawPeer> crowd) throws Exception {
        long begun = System.nanoTime();
        int peersBefore = told(server, PEER);
        List<SocketChannel> commands = new ArrayList<>();
        try {
            await().until(() -> {
                crowd.add(RawPeer.connect(port));
                if (commands.size() < COMMANDS) {
                    commands.add(
                            SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("data/control.sock"))));
                }
                return told(server, COMMAND) > 2 && told(server, PEER) > peersBefore + 2;
            });
        } finally {
            for (SocketChannel command : commands) {
                command.close();
            }
        }
        int commandsTold = told(server, COMMAND);
        int peersTold = told(server, PEER) - peersBefore;
        long tenths = (System.nanoTime() - begun) / 100_000_000;
        assertTrue(
                Math.max(commandsTold, peersTold) <= tenths + 1,
                () -> commandsTold + " commands and " + peersTold + " peers in " + tenths + " tenths of a second");
    }

    private static int told(ServerProcess server, String part) {
        return server.log().split(part, -1).length - 1;
    }
}
