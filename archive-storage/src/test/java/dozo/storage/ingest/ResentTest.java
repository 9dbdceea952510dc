package dozo.storage.ingest;

import static dozo.storage.ingest.IngestTest.refused;
import static dozo.storage.ingest.IngestTest.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.VolumeState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that come a second time, when what is stored of them has gone bad: their sender drops its copy on Success. */
class ResentTest {

    @TempDir
    Path directory;

    @Test
    void countsVolumesWithAGoodCopyAndNotCopies() throws Exception {
        try (IngestBench bench = bench("primary", "mirror")) {
            Instances instance = Instances.ct();
            StoredObject first = stored(bench.send(instance));
            JournaledStore.flipBit(file(bench, "mirror", first));
            bench.send(instance);
            assertEquals(2, bench.objects("primary").size(), "two good copies on one volume");
            for (Path copy : bench.objects("mirror")) {
                if (!copy.equals(file(bench, "mirror", first))) {
                    JournaledStore.flipBit(copy);
                }
            }

            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance));

            assertEquals(3, bench.objects("mirror").size());
        }
    }

    @Test
    void filesTheNewCopyUnderTheVersionThatItIsOf() throws Exception {
        try (IngestBench bench = bench("v")) {
            Instances instance = Instances.ct();
            StoredObject first = stored(bench.send(instance));
            Instances changed = instance.with(Tag.StudyDescription, Vr.LO, "Neck");
            StoredObject second = assertInstanceOf(StoreOutcome.NewVersion.class, bench.send(changed))
                    .object();
            JournaledStore.flipBit(file(bench, "v", second));

            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(changed));

            List<StoredInstance> versions = bench.index.versions(first.sopInstanceUid());
            assertEquals(1, versions.get(0).locations().size());
            assertEquals(2, versions.get(1).locations().size());
        }
    }

    /** Else the bytes would lie on one group, and be known from the other's journals alone. */
    @Test
    void journalsTheNewCopyOnTheVolumesThatHoldIt() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("a").group("b");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            Instances instance = Instances.ct();
            StoredObject first = stored(bench.send(instance));
            JournaledStore.flipBit(file(bench, "a", first));
            bench.store.volumes().get(0).set(VolumeState.DRAINING, "root", "maintenance", bench.clock.instant());

            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance));

            assertEquals(1, bench.objects("b").size());
            assertEquals(1, bench.journaled("b", "location-added"));
            assertEquals(0, bench.journaled("a", "location-added"));
        }
    }

    @Test
    void isRefusedWhenTheNewCopyCannotBeJournaled() throws Exception {
        try (IngestBench bench = bench("v")) {
            isRefusedWhenTheJournalHasNoRoom(bench, "v");
        }
    }

    /** What another group's journal took over is known after a restart, but the volume has just failed. */
    @Test
    void isRefusedWhenOnlyAnotherGroupCouldJournalTheNewCopy() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("a").group("b");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            isRefusedWhenTheJournalHasNoRoom(bench, "a");
            assertEquals(1, bench.journaled("b", "location-added"));
        }
    }

    private static void isRefusedWhenTheJournalHasNoRoom(IngestBench bench, String volume) throws Exception {
        Instances instance = Instances.ct();
        StoredObject first = stored(bench.send(instance));
        JournaledStore.flipBit(file(bench, volume, first));
        bench.volumes.disk(volume).bytesLeft(first.sizeBytes() + 100);

        refused(bench.send(instance), FailureCode.VOLUME_FULL);

        bench.volumes.disk(volume).bytesLeft(Long.MAX_VALUE);
        assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance));
        assertEquals(
                2,
                bench.index.versions(first.sopInstanceUid()).get(0).locations().size(),
                "and never twice");
    }

    private static Path file(IngestBench bench, String volume, StoredObject object) {
        return bench.volumes.path(volume).resolve(object.path().relative());
    }

    private IngestBench bench(String... volumes) throws Exception {
        return IngestBench.on(TestVolumes.in(directory).group(volumes), directory);
    }
}
