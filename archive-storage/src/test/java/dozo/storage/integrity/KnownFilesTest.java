package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownFilesTest {

    private static final Instant DAY = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void knowsExactlyWhatWasAdded() {
        long seed = System.nanoTime();
        System.out.println("KnownFilesTest seed " + seed);
        Random random = new Random(seed);
        WriterEpoch epoch = new WriterEpoch(7, new UUID(random.nextLong(), random.nextLong()));
        KnownFiles files = new KnownFiles();
        Set<ObjectPath> added = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            ObjectPath path = path(epoch, random);
            files.add(path);
            added.add(path);
        }
        for (int i = 0; i < 10_000; i++) {
            ObjectPath path = path(epoch, random);
            assertEquals(added.contains(path), files.contains(path), path.relative());
        }
    }

    private static ObjectPath path(WriterEpoch epoch, Random random) {
        return ObjectPath.of(epoch, DAY.plusSeconds(86_400L * random.nextInt(2)), random.nextInt(5000));
    }

    @Test
    void doesNotTakeANumberInAForeignBucketForTheOneItKnows() {
        KnownFiles files = new KnownFiles();
        files.add(new ObjectPath("objects/2026/11/22/1-aaaaaaaa/0000/00000005.dcm"));
        assertTrue(files.contains(new ObjectPath("objects/2026/11/22/1-aaaaaaaa/0000/00000005.dcm")));
        assertFalse(files.contains(new ObjectPath("objects/2026/11/22/1-aaaaaaaa/0000/00000405.dcm")));
    }
}
