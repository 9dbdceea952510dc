package dozo.storage.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.Store;
import dozo.storage.volume.TestVolumes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INV-4: a power cut leaves the mirror's journal behind the primary's, or the reverse, and the power is cut again at every
 * change that the start makes to level them. The start after that one finds everything that was answered with Success.
 */
class PowerCutAtStartTest {

    private static final String[] VOLUMES = {"primary", "mirror"};
    private static final int OBJECTS = 2;
    private static final int FIRST_CUTS_MAX = 100;
    private static final int OPERATIONS_MAX = 60;

    /** Printed in every message; change it to see other losses. */
    private static final long SEED = 1;

    @TempDir
    Path directory;

    @Test
    void losesNothingWhenThePowerGoesAgainWhileItStarts() throws Exception {
        Random random = new Random(SEED);
        int cuts = 0;
        boolean storedWhole = false;
        for (int first = 1; !storedWhole; first++) {
            assertTrue(first < FIRST_CUTS_MAX, "storing ends sometime");
            int startsWhole = 0;
            // The second cut strikes one volume and the other in turn, until a start of each has ended.
            for (int second = 1; startsWhole < VOLUMES.length; second++) {
                assertTrue(second < OPERATIONS_MAX, "a start ends sometime");
                String when = "seed " + SEED + ", cut at " + first + ", and in the start at " + second;
                TestVolumes volumes = TestVolumes.in(Files.createDirectory(directory.resolve(first + "-" + second)));
                Set<Uid> acknowledged = new HashSet<>();
                storedWhole = !storeUntilTheCut(volumes.group(VOLUMES), first, random, acknowledged);
                boolean whole = !startUntilTheCut(volumes, VOLUMES[second % 2], (second + 1) / 2, random);
                startsWhole += whole ? 1 : 0;
                cuts += whole ? 0 : 1;
                new SurvivingStore(volumes, VOLUMES).holds(acknowledged, when);
            }
        }
        assertTrue(cuts > 0, "no start had anything to level");
    }

    /** @return whether the power was cut before all was stored */
    private boolean storeUntilTheCut(TestVolumes volumes, int operation, Random random, Set<Uid> acknowledged)
            throws Exception {
        String struck = VOLUMES[operation % 2];
        boolean cut;
        try (IngestBench bench = IngestBench.on(volumes, volumes.path("."))) {
            volumes.disk(struck).cutPowerAt((operation + 1) / 2);
            for (int i = 0; i < OBJECTS; i++) {
                if (bench.send(Instances.ct()) instanceof StoreOutcome.Stored stored) {
                    acknowledged.add(stored.object().sopInstanceUid());
                }
            }
            cut = volumes.disk(struck).isOff();
        }
        crash(volumes, random);
        return cut;
    }

    /** @return whether the power was cut before the start had ended */
    private static boolean startUntilTheCut(TestVolumes volumes, String struck, int operation, Random random)
            throws Exception {
        Store store = volumes.open();
        volumes.disk(struck).cutPowerAt(operation);
        try {
            SurvivingStore.start(store, new MemoryIndex(TestVolumes.epoch(2)));
        } catch (OperatingFailure e) {
            assertTrue(volumes.disk(struck).isOff(), e::getMessage);
        }
        boolean cut = volumes.disk(struck).isOff();
        crash(volumes, random);
        return cut;
    }

    private static void crash(TestVolumes volumes, Random random) throws Exception {
        for (String volume : VOLUMES) {
            volumes.disk(volume).crash(random);
        }
    }
}
