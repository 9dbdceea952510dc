package dozo.admin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.archive.Foundation;
import dozo.admin.testing.Commands;
import dozo.core.association.RemoteAe;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.testing.Standstill;
import dozo.core.value.AeTitle;
import dozo.qr.testing.Scu;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a server is started anew within its process. A database that a disk really closed stands in {@code DatabaseFullTest}. */
class StandingServerTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final AtomicBoolean closedByDisk = new AtomicBoolean();
    private final AtomicBoolean isStuck = new AtomicBoolean();
    private final Standstill standstill = new Standstill();
    private final AtomicInteger failuresToCome = new AtomicInteger();

    @TempDir
    Path directory;

    private Commands dozo;
    private Scu scu;
    private StandingServer server;

    @BeforeEach
    void start() throws Exception {
        VolumeInitialisation.initialise(
                new NioDisk(Files.createDirectories(directory.resolve("data/volumes/local"))), "local");
        start("");
        assertEquals(DimseStatus.SUCCESS, store());
    }

    /** @param settings further lines of its configuration */
    private void start(String settings) throws Exception {
        int port = Ports.free();
        Path config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = %d, known-only = false, time-outs { drain = 1s } }
                storage { high-water = "100%%", low-water = "99%%" }
                %s
                """
                        .formatted(port, settings));
        dozo = new Commands(config);
        scu = new Scu(new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", port));
        server = StandingServer.start(
                ConfigurationFile.read(config), new Foundation(Clock.systemUTC(), NioDisk::new, this::open));
    }

    @AfterEach
    void stop() throws Exception {
        standstill.letGo();
        if (isStuck.get()) {
            standstill.thread().join();
        } else {
            server.stop();
        }
    }

    /** The real index, but for what it says of its disk. */
    private ArchiveIndex open(IndexConfig config, IndexLimits limits, long knownEpoch, Clock clock)
            throws OperatingFailure {
        if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "The disk is full once more.");
        }
        ArchiveIndex real = ArchiveIndex.open(config, limits, knownEpoch, clock);
        return (ArchiveIndex) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ArchiveIndex.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && isStuck.get()) {
                        standstill.pass();
                    }
                    if (method.getName().equals("canOnlyBeReopened")) {
                        return closedByDisk.getAndSet(false);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void leavesAServerAloneThatCanGoOn() {
        server.look();
        assertEquals(1, status().get("epoch").asLong());
    }

    @Test
    void startsAnewOnceTheIndexCanOnlyBeReopenedAndHasWhatWasStored() throws Exception {
        closedByDisk.set(true);
        server.look();
        assertEquals(2, status().get("epoch").asLong());
        assertEquals(DimseStatus.SUCCESS, store());
        server.look();
        assertEquals(2, status().get("epoch").asLong());
        assertEquals(2, status().get("instances").asLong());
    }

    @Test
    void triesAgainAtTheNextLookWhenTheStartFails() throws Exception {
        closedByDisk.set(true);
        failuresToCome.set(2);
        server.look();
        server.look();
        assertThrows(Exception.class, this::store);
        server.look();
        assertEquals(DimseStatus.SUCCESS, store());
        assertEquals(2, status().get("instances").asLong());
    }

    /** Two of them in one process would share an embedded database. */
    @Test
    void startsNothingBesideAServerThatDoesNotStop() throws Exception {
        server.stop();
        start("stop-time-out = 2s");
        closedByDisk.set(true);
        isStuck.set(true);
        assertFalse(server.look());
        assertFalse(server.look());
        assertThrows(Exception.class, this::store);
        OperatingFailure overdue = assertThrows(OperatingFailure.class, server::stop);
        assertEquals(FailureCode.STOP_OVERDUE, overdue.code());
        standstill.awaitReached();
    }

    @Test
    void startsNoMoreOnceItIsStopped() throws Exception {
        closedByDisk.set(true);
        failuresToCome.set(1);
        server.look();
        server.stop();
        server.look();
        assertThrows(Exception.class, this::store);
    }

    private int store() throws Exception {
        Instances image = Instances.ct();
        return scu.tryToStore(
                Instances.CT, image.build().uid(Tag.SOPInstanceUID).orElseThrow(), SYNTAX, image.encode(SYNTAX));
    }

    private JsonNode status() {
        return dozo.run("status", "--json").exits(0).json();
    }
}
