package dozo.storage.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.volume.TestVolumes;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INV-1 and INV-4: the power is cut at every single change of the disk while objects are stored. Whatever the cut takes of
 * what was not forced, the next start finds every object that was answered with Success, whole, and no half one.
 */
class PowerCutTest {

    private static final int OBJECTS = 3;
    private static final int MAX_OPERATIONS = 200;

    /** Printed in every message; change it to see other losses. */
    private static final long SEED = 20261122;

    @TempDir
    Path directory;

    @Test
    void losesNothingAcknowledgedOnOneVolume() throws Exception {
        cutEverywhere("v");
    }

    @Test
    void losesNothingAcknowledgedOnPrimaryAndMirror() throws Exception {
        cutEverywhere("primary", "mirror");
    }

    /** Without the directory force the cut must show: else this test could not fail. */
    @Test
    void wouldNoticeAnObjectWhoseDirectoryWasNotForced() throws Exception {
        boolean noticed = false;
        for (int seed = 0; seed < 50 && !noticed; seed++) {
            Path below = Files.createDirectory(directory.resolve("s" + seed));
            TestVolumes volumes = TestVolumes.in(below).group("v");
            volumes.open();
            try (var file = volumes.disk("v").create("objects/1.dcm")) {
                file.write(ByteBuffer.wrap(new byte[] {1}));
                file.force();
            }
            volumes.disk("v").crash(new Random(seed));
            noticed = !Files.exists(volumes.path("v").resolve("objects/1.dcm"));
        }
        assertTrue(noticed);
    }

    private void cutEverywhere(String... names) throws Exception {
        Random random = new Random(SEED);
        boolean finished = false;
        for (int operation = 1; !finished; operation++) {
            assertTrue(operation < MAX_OPERATIONS, "the power is cut sometime");
            Path below = Files.createDirectory(directory.resolve(names[0] + operation));
            TestVolumes volumes = TestVolumes.in(below).group(names);
            Set<Uid> acknowledged = new HashSet<>();
            finished = storeUntilTheCut(volumes, below, operation, acknowledged, names);
            for (String name : names) {
                volumes.disk(name).crash(random);
            }
            new SurvivingStore(volumes, names).holds(acknowledged, "seed " + SEED + ", cut at " + operation);
        }
    }

    /** @return whether all was done before the power was cut */
    private static boolean storeUntilTheCut(
            TestVolumes volumes, Path below, int operation, Set<Uid> acknowledged, String... names) throws Exception {
        try (IngestBench bench = IngestBench.on(volumes, below)) {
            String struck = names[operation % names.length];
            volumes.disk(struck).cutPowerAt((operation + names.length - 1) / names.length);
            for (int i = 0; i < OBJECTS; i++) {
                if (bench.send(Instances.ct()) instanceof StoreOutcome.Stored stored) {
                    acknowledged.add(stored.object().sopInstanceUid());
                }
            }
            return !volumes.disk(struck).isOff();
        }
    }
}
