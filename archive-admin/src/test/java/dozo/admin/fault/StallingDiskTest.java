package dozo.admin.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.archive.Foundation;
import dozo.admin.fault.StallingDisk.Stall;
import dozo.admin.testing.EchoProber;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Patience;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.volume.Disk;
import dozo.storage.volume.NioDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of one store group stands still under a whole server: what does not need it goes on, and all goes on after it. */
class StallingDiskTest {

    private static final int MODALITIES = 6;

    @TempDir
    Path directory;

    private StallingDisk stalling;
    private FaultyHouse house;
    private EchoProber prober;

    @BeforeEach
    void start() throws Exception {
        Path slow = Files.createDirectories(directory.resolve("slow"));
        FaultyHouse.initialise(slow, "slow");
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("sound")), "sound");
        stalling = new StallingDisk(slow);
        house = FaultyHouse.start(
                directory,
                """
                stop-time-out = 10s
                storage.groups = [
                  { name = "first", volumes = [ { name = "slow", path = "slow" } ] }
                  { name = "second", volumes = [ { name = "sound", path = "sound" } ] }
                ]
                """,
                new Foundation(Clock.systemUTC(), this::disk, ArchiveIndex::open));
        house.dozo().run("volume", "drain", "slow", "--reason", "not yet").exits(0);
        assertEquals(DimseStatus.SUCCESS, house.store());
        house.dozo().run("volume", "online", "slow", "--reason", "now").exits(0);
        prober = EchoProber.start(house.remote());
    }

    private Disk disk(Path path) {
        return path.endsWith("slow") ? stalling : new NioDisk(path);
    }

    @AfterEach
    void stop() throws Exception {
        stalling.stall(Stall.NOTHING);
        prober.close();
        house.close();
    }

    private List<CompletableFuture<Integer>> storeAtOnce() {
        List<CompletableFuture<Integer>> stores = new ArrayList<>();
        for (int i = 0; i < MODALITIES; i++) {
            stores.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return house.store();
                } catch (Exception e) {
                    throw new IllegalStateException("not answered", e);
                }
            }));
        }
        return stores;
    }

    private void allIsWellAfterwards() throws Exception {
        await().until(() -> house.store() == DimseStatus.SUCCESS);
        prober.requireAnsweredWithin(Duration.ofSeconds(1));
        assertEquals(List.of(), house.missing());
        house.requireSound();
    }

    /** The senders wait until the disk goes on or their own patience ends; nobody hears Success before its bytes are forced. */
    @Test
    void writesThatStandStillHoldUpOnlyTheirSenders() throws Exception {
        assertEquals(DimseStatus.SUCCESS, house.store());
        stalling.stall(Stall.WRITES);
        List<CompletableFuture<Integer>> stores = storeAtOnce();
        await().until(() -> stalling.standing() >= 1);
        assertEquals(DimseStatus.SUCCESS, house.find());
        assertEquals(List.of(), house.missing());
        assertTrue(stores.stream().noneMatch(store -> store.isDone() && store.join() == DimseStatus.SUCCESS));
        stalling.stall(Stall.NOTHING);
        for (CompletableFuture<Integer> store : stores) {
            store.get(Patience.SECONDS, SECONDS);
        }
        allIsWellAfterwards();
    }

    /** The next start, on a disk that answers again, finds what had been answered with Success. */
    @Test
    void aServerStopsThoughTheDiskAnswersNothing() throws Exception {
        assertEquals(DimseStatus.SUCCESS, house.store());
        stalling.stall(Stall.EVERYTHING);
        storeAtOnce();
        await().until(() -> stalling.standing() >= 1);
        house.restart();
        assertEquals(List.of(), house.missing());
    }

    @Test
    void aDiskThatAnswersNothingHoldsUpNeitherEchoNorQueryNorImagesOfOtherDisks() throws Exception {
        stalling.stall(Stall.EVERYTHING);
        List<CompletableFuture<Integer>> stores = storeAtOnce();
        await().until(() -> stalling.standing() >= 1);
        assertEquals(DimseStatus.SUCCESS, house.find());
        assertEquals(List.of(), house.missing());
        stalling.stall(Stall.NOTHING);
        for (CompletableFuture<Integer> store : stores) {
            store.get(Patience.SECONDS, SECONDS);
        }
        allIsWellAfterwards();
    }
}
