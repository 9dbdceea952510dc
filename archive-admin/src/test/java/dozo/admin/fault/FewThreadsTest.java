package dozo.admin.fault;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import dozo.core.value.Uid;
import dozo.qr.testing.Scu;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.testing.CommitmentScu;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server process to which the system gives no more threads: it turns new peers away, goes on with what it has, and recovers. */
class FewThreadsTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    /** Some thirty are there when it serves. */
    private static final int STACKS = 60;

    /** Whatever is reported of it, it must be reported. */
    private static final CommitmentReference UNKNOWN = new CommitmentReference(Instances.CT, new Uid("2.25.2"));

    private static final String NO_MORE = "the system gives no more threads";

    @TempDir
    Path directory;

    @Test
    void turnsPeersAwayWhileThereIsNoThreadAndTakesThemAgainAfterwards() throws Exception {
        int port = Ports.free();
        int reports = Ports.free();
        Path config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                ae = [ { title = "ASKING", host = "127.0.0.1", port = %d } ]
                commitment { retry-delay = 1s }
                dicom { port = %d, known-only = false, limits { pending-per-address = 500 } }
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(reports, port));
        VolumeInitialisation.initialise(
                new NioDisk(Files.createDirectories(directory.resolve("data/volumes/local"))), "local");
        Commands dozo = new Commands(config);
        RemoteAe archive = new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", port);
        try (ServerProcess server =
                        ServerProcess.start(config, Allowance.heap(128).withStacks(STACKS));
                Association modality = new Scu(archive)
                        .open(
                                ProposedContext.of(Instances.CT, SYNTAX),
                                ProposedContext.of(DimseClient.VERIFICATION, SYNTAX));
                CommitmentScu asking = new CommitmentScu(new AeTitle("ASKING"));
                CommitmentScu.Session session = asking.open(archive)) {
            asking.listen(reports);
            assertEquals(DimseStatus.SUCCESS, Modality.storeOne(modality));
            assertEquals(DimseStatus.SUCCESS, session.request(new Uid("2.25.1"), List.of(UNKNOWN)));
            await().untilAsserted(() -> assertEquals(1, asking.reports().size()));
            List<RawPeer> crowd = new ArrayList<>();
            try {
                await().pollInterval(10, MILLISECONDS).until(() -> {
                    crowd.add(RawPeer.connect(port));
                    return server.log().contains(NO_MORE);
                });
                assertEquals(DimseStatus.SUCCESS, Modality.storeOne(modality), server::log);
                assertEquals(
                        DimseStatus.SUCCESS, new DimseClient(modality).echo().status());
                assertEquals(DimseStatus.SUCCESS, session.request(new Uid("2.25.3"), List.of(UNKNOWN)));
                await().until(() -> server.log().contains("Storage commitment pauses: " + NO_MORE));
            } finally {
                for (RawPeer peer : crowd) {
                    peer.close();
                }
            }
            await().untilAsserted(() -> dozo.run("echo").exits(0));
            await().untilAsserted(() -> assertEquals(2, asking.reports().size()));
            assertEquals(DimseStatus.SUCCESS, Modality.storeOne(modality), server::log);
            await().untilAsserted(
                            () -> { // threads that have nothing more to do are kept for a while
                                JsonNode verified =
                                        dozo.run("verify", "--json").exits(0).json();
                                assertEquals(3, verified.get("objects").asInt(), verified::toString);
                                assertEquals(0, verified.get("findings").size(), verified::toString);
                            });
            assertFalse(server.log().contains("Exception in thread"), server::log);
            assertFalse(server.log().contains("by a fault of the program"), server::log);
        }
    }
}
