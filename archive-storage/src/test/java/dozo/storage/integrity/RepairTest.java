package dozo.storage.integrity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-2 and INV-5: what is bad is replaced beside it, never over it. */
class RepairTest {

    @TempDir
    Path directory;

    private JournaledStore files;
    private final List<LocationAddedEntry> published = new CopyOnWriteArrayList<>();
    private Repairer repairer;
    private StoredObject object;
    private StoredInstance instance;

    @BeforeEach
    void openStore() throws Exception {
        files = JournaledStore.mirrored(directory);
        repairer = new Repairer(files.store(), files.epoch(), this::publish, Clock.systemUTC());
        object = files.put(Instances.ct().pixels(1024, 1024, 16).build(), 2);
        instance = JournaledStore.instance(object);
    }

    @AfterEach
    void closeStore() {
        files.close();
    }

    private void publish(ObjectDraft copy, LocationAddedEntry entry) throws OperatingFailure {
        copy.keep();
        files.append(entry);
        published.add(entry);
    }

    @Test
    void writesAGoodCopyUnderANewNameAndKeepsTheBadOne() throws Exception {
        Path bad = files.file(object, "primary");
        JournaledStore.flipBit(bad);
        byte[] badBytes = Files.readAllBytes(bad);

        ObjectLocation location = repairer.repair(instance, primary());

        assertNotEquals(object.path(), location.path());
        assertArrayEquals(Files.readAllBytes(files.file(object, "mirror")), Files.readAllBytes(files.file(location)));
        assertArrayEquals(badBytes, Files.readAllBytes(bad), "the bad file is left as it was");
        LocationAddedEntry entry = published.get(0);
        assertEquals(object.sopInstanceUid(), entry.sopInstanceUid());
        assertEquals(object.version(), entry.version());
        assertEquals(object.digest(), entry.digest());
        assertEquals(location, entry.location());
        assertEquals(LocationAddedEntry.Reason.REPAIR, entry.reason());
    }

    @Test
    void leavesNothingBehindWhenNoCopyIsGood() throws Exception {
        JournaledStore.flipBit(files.file(object, "primary"));
        JournaledStore.flipBit(files.file(object, "mirror"));
        long before = countFiles();

        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> repairer.repair(instance, primary()));

        assertEquals(FailureCode.OBJECT_CORRUPT, failure.code());
        assertEquals(before, countFiles());
        assertTrue(published.isEmpty());
    }

    @Test
    void discardsTheCopyWhenItCannotBePublished() throws Exception {
        JournaledStore.flipBit(files.file(object, "primary"));
        long before = countFiles();
        Repairer deposed = deposed();

        assertThrows(OperatingFailure.class, () -> deposed.repair(instance, primary()));

        assertEquals(before, countFiles());
    }

    @Test
    void repairsInTheBackgroundWhatAReaderFoundDamaged() throws Exception {
        JournaledStore.flipBit(files.file(object, "primary"));
        try (RepairQueue queue = new RepairQueue(repairer, Duration.ofSeconds(10))) {
            ObjectSource source = new ObjectSource(files.store(), queue);
            source.open(instance).close();
            await().until(() -> queue.repaired() == 1 && queue.pending() == 0);

            List<ObjectLocation> locations = new ArrayList<>(object.locations());
            locations.add(published.get(0).location());
            try (VerifiedObject healed = source.open(new StoredInstance(object, locations, Optional.empty()))) {
                assertEquals(published.get(0).location(), healed.location());
            }
        }
        assertEquals(1, published.size());
    }

    @Test
    void doesNotRepairAgainForAReaderThatHasNotHeardOfTheRepair() throws Exception {
        JournaledStore.flipBit(files.file(object, "primary"));
        try (RepairQueue queue = new RepairQueue(repairer, Duration.ofSeconds(10))) {
            ObjectSource source = new ObjectSource(files.store(), queue);
            source.open(instance).close();
            await().until(() -> queue.repaired() == 1 && queue.pending() == 0);

            source.open(instance).close();

            assertEquals(0, queue.pending());
        }
        assertEquals(1, published.size());
    }

    @Test
    void goesOnServingWhenARepairFails() throws Exception {
        JournaledStore.flipBit(files.file(object, "primary"));
        Repairer deposed = deposed();
        try (RepairQueue queue = new RepairQueue(deposed, Duration.ofSeconds(10))) {
            ObjectSource source = new ObjectSource(files.store(), queue);
            source.open(instance).close();
            await().until(() -> queue.failed() == 1 && queue.pending() == 0);
            source.open(instance).close();
            await().until(() -> queue.failed() == 2);
        }
    }

    @Test
    void answersForAnInstanceOnlyWhenEveryVolumeInUseHoldsAGoodCopy() throws Exception {
        SafekeepingCheck safekeeping = new SafekeepingCheck(files.store(), repairer);
        assertEquals(SafekeepingCheck.Outcome.SAFE, safekeeping.test(instance));

        JournaledStore.flipBit(files.file(object, "mirror"));
        assertEquals(SafekeepingCheck.Outcome.SAFE, safekeeping.test(instance), "repaired on the spot");
        assertEquals(1, published.size());

        JournaledStore.flipBit(files.file(object, "primary"));
        assertEquals(SafekeepingCheck.Outcome.DAMAGED, safekeeping.test(instance));
    }

    /** One good copy is not what the store group promises: the peer keeps its own. */
    @Test
    void doesNotAnswerForAnInstanceWhoseBadCopyCannotBeReplaced() throws Exception {
        SafekeepingCheck safekeeping = new SafekeepingCheck(files.store(), deposed());
        JournaledStore.flipBit(files.file(object, "mirror"));
        assertEquals(SafekeepingCheck.Outcome.DAMAGED, safekeeping.test(instance));
    }

    /** It was put in the place of another, and holds no copy yet: nobody knows whether it can be given one. */
    @Test
    void cannotDecideWhileAVolumeIsAwayThatNeverHadACopy() throws Exception {
        SafekeepingCheck safekeeping = new SafekeepingCheck(files.store(), repairer);
        ObjectLocation onPrimary = new ObjectLocation(primary(), object.path());
        StoredInstance onOneVolume = new StoredInstance(object, List.of(onPrimary), Optional.empty());
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        assertEquals(SafekeepingCheck.Outcome.UNDECIDED, safekeeping.test(onOneVolume));

        Files.move(directory.resolve("unmounted"), files.volume("mirror"));
        assertEquals(SafekeepingCheck.Outcome.SAFE, safekeeping.test(onOneVolume));
        assertEquals(1, published.size(), "it has one now");
    }

    @Test
    void answersWithoutAVolumeThatAnAdministratorTookOutOfUse() throws Exception {
        SafekeepingCheck safekeeping = new SafekeepingCheck(files.store(), repairer);
        Volume mirror = files.store().volumes().get(1);
        mirror.set(VolumeState.OFFLINE, "root", "maintenance", Instant.EPOCH);
        assertEquals(SafekeepingCheck.Outcome.SAFE, safekeeping.test(instance));
        assertTrue(published.isEmpty());
    }

    @Test
    void cannotDecideWhileTheOnlyGoodCopyMayLieOnALostVolume() throws Exception {
        SafekeepingCheck safekeeping = new SafekeepingCheck(files.store(), repairer);
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        assertEquals(SafekeepingCheck.Outcome.UNDECIDED, safekeeping.test(instance));

        Files.delete(files.file(object, "primary"));
        assertEquals(SafekeepingCheck.Outcome.UNDECIDED, safekeeping.test(instance));

        Files.move(directory.resolve("unmounted"), files.volume("mirror"));
        assertEquals(SafekeepingCheck.Outcome.SAFE, safekeeping.test(instance));
        assertFalse(published.isEmpty());
    }

    /** Another node has taken over: nothing is published any more. */
    private Repairer deposed() {
        return new Repairer(
                files.store(),
                files.epoch(),
                (copy, entry) -> {
                    throw new OperatingFailure(FailureCode.NOT_ACTIVE, "deposed");
                },
                Clock.systemUTC());
    }

    private VolumeId primary() {
        return object.volumes().get(0);
    }

    private long countFiles() throws Exception {
        try (var all = Files.walk(directory)) {
            return all.filter(f -> f.toString().endsWith(".dcm")).count();
        }
    }
}
