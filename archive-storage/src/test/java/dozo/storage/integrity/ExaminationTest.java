package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from the copies of an object, several of them on one volume. */
class ExaminationTest {

    @TempDir
    Path directory;

    private JournaledStore files;
    private StoredObject object;
    private ObjectLocation older;
    private ObjectLocation newer;

    @BeforeEach
    void storeTwoCopiesOnOneVolume() throws Exception {
        files = JournaledStore.single(directory);
        object = files.put(Instances.ct().build());
        StoredObject again = files.write(Instances.ct().build(), 1);
        older = new ObjectLocation(volume(), object.path());
        newer = new ObjectLocation(volume(), again.path());
        Files.write(files.file(newer), Files.readAllBytes(files.file(older)));
    }

    @AfterEach
    void closeStore() {
        files.close();
    }

    @Test
    void readsAnOlderCopyOnlyWhereTheNewerOneIsBad() throws Exception {
        JournaledStore.flipBit(files.file(older));
        assertEquals(List.of(new CopyVerdict.Good(newer)), examine().verdicts());

        JournaledStore.flipBit(files.file(newer));
        JournaledStore.flipBit(files.file(older)); // good again
        Examination examination = examine();
        assertEquals(List.of(new CopyVerdict.Good(older)), examination.good());
        assertEquals(1, examination.bad().size());
        assertEquals(Set.of(), examination.damagedVolumes(), "it holds a good copy");
    }

    @Test
    void callsAVolumeDamagedWhenAllItsCopiesAreBad() throws Exception {
        JournaledStore.flipBit(files.file(older));
        Files.delete(files.file(newer));
        assertEquals(Set.of(volume()), examine().damagedVolumes());
    }

    /** It went away between the two: what it holds is not known. */
    @Test
    void doesNotCallAVolumeDamagedThatCouldNotBeReadToTheEnd() {
        Examination examination = new Examination(
                instance(),
                List.of(
                        new CopyVerdict.Bad(newer, FailureCode.OBJECT_MISSING, "it is missing"),
                        new CopyVerdict.Unavailable(older, new OperatingFailure(FailureCode.VOLUME_LOST, "away"))),
                List.of());
        assertEquals(Set.of(), examination.damagedVolumes());
    }

    private Examination examine() {
        return Examination.of(instance(), new CopyCheck(files.store()), Throttle.of(0));
    }

    private StoredInstance instance() {
        return new StoredInstance(object, List.of(older, newer), Optional.empty());
    }

    private VolumeId volume() {
        return object.volumes().get(0);
    }
}
