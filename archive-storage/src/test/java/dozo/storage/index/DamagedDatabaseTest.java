package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.testing.LiveArchive;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database is not what it was: the operator is told the way out, and it works (INV-4). */
class DamagedDatabaseTest {

    private static final int IMAGES = 60;

    @TempDir
    Path directory;

    private IndexConfig database;
    private Path file;
    private LiveArchive archive;
    private final Set<Uid> sent = new HashSet<>();

    @BeforeEach
    void storeImages() throws Exception {
        database = TestDatabase.h2(directory.resolve("database"));
        file = directory.resolve("database/index.mv.db");
        archive = LiveArchive.create(directory, database);
        for (int i = 0; i < IMAGES; i++) {
            StoreOutcome outcome = archive.send(Instances.ct());
            sent.add(assertInstanceOf(StoreOutcome.Stored.class, outcome)
                    .object()
                    .sopInstanceUid());
        }
        archive.close();
    }

    @AfterEach
    void closeArchive() {
        archive.close();
    }

    private Set<Uid> found() throws OperatingFailure {
        Set<Uid> found = new HashSet<>();
        archive.index()
                .versions(
                        RetrieveSelection.ofInstances(List.copyOf(sent)),
                        version -> found.add(version.instance().object().sopInstanceUid()));
        return found;
    }

    private static void assertTellsTheWayOut(OperatingFailure failure) {
        assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
        assertTrue(failure.getMessage().contains("start with an empty database"), failure.getMessage());
    }

    @Test
    void isToldWithTheWayOutWhichBringsBackEveryRow() throws Exception {
        byte[] damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, (byte) 'x');
        Files.write(file, damaged);

        assertTellsTheWayOut(assertThrows(OperatingFailure.class, () -> archive.reopen()));

        archive.close();
        Files.move(file, directory.resolve("kept"));
        archive.reopen();
        assertEquals(sent, found());
    }

    /** The database falls back to an earlier state, or cannot be opened; it never answers with less than there is. */
    @Test
    void neverHidesAnImageWhereverTheDamageIs() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        long seed = System.nanoTime();
        System.out.println("DamagedDatabaseTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            byte[] damaged = sound.clone();
            byte[] noise = new byte[1 + random.nextInt(8192)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, damaged, random.nextInt(damaged.length - noise.length), noise.length);
            Files.write(file, damaged);
            try {
                archive.reopen();
                assertEquals(sent, found(), "seed " + seed + " round " + round);
            } catch (OperatingFailure e) {
                assertTellsTheWayOut(e);
            }
            archive.close();
        }
    }
}
