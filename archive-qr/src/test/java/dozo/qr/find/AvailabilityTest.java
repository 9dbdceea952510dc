package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.TestArchive;
import dozo.storage.volume.VolumeState;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instance Availability follows the state of the volumes. */
class AvailabilityTest {

    private final Uid study = Instances.newUid();
    private final Uid series = Instances.newUid();
    private final Uid instance = Instances.newUid();

    @TempDir
    Path directory;

    private TestArchive start(TestArchive.Options options) throws Exception {
        TestArchive archive = TestArchive.start(directory, options);
        Instances stored = Instances.ct().patientId("P1").study(study).series(series);
        new Scu(archive.remote()).store(stored.sopInstance(instance).build());
        return archive;
    }

    private void set(TestArchive archive, int volume, VolumeState state) throws Exception {
        archive.store().volumes().get(volume).set(state, "tester", "maintenance", Instant.EPOCH);
    }

    private String availability(TestArchive archive, String level) throws Exception {
        Attributes identifier = Scu.identifier(level).putEmpty(Tag.InstanceAvailability, Vr.CS);
        identifier.put(Tag.PatientID, Vr.LO, "P1").put(Tag.StudyInstanceUID, study);
        identifier.put(Tag.SeriesInstanceUID, series).put(Tag.SOPInstanceUID, instance);
        return new Scu(archive.remote())
                .find(InformationModel.PATIENT_ROOT.find(), identifier)
                .values(Tag.InstanceAvailability)
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATIENT", "STUDY", "SERIES", "IMAGE"})
    void isOfflineWhileTheOnlyVolumeIsAwayAndOnlineWhenItIsBack(String level) throws Exception {
        try (TestArchive archive = start(TestArchive.Options.defaults())) {
            assertEquals(Availability.ONLINE, availability(archive, level));
            set(archive, 0, VolumeState.OFFLINE);
            assertEquals(Availability.OFFLINE, availability(archive, level));
            set(archive, 0, VolumeState.ONLINE);
            assertEquals(Availability.ONLINE, availability(archive, level));
        }
    }

    @Test
    void isOnlineWhileOneVolumeOfAMirrorCanBeRead() throws Exception {
        try (TestArchive archive = start(TestArchive.Options.defaults().mirrored())) {
            set(archive, 0, VolumeState.OFFLINE);
            assertEquals(Availability.ONLINE, availability(archive, "STUDY"));
            set(archive, 1, VolumeState.OFFLINE);
            assertEquals(Availability.OFFLINE, availability(archive, "STUDY"));
        }
    }

    @Test
    void staysOnlineWhileAVolumeIsOnlyDrained() throws Exception {
        try (TestArchive archive = start(TestArchive.Options.defaults())) {
            set(archive, 0, VolumeState.DRAINING);
            assertEquals(Availability.ONLINE, availability(archive, "STUDY"));
        }
    }
}
