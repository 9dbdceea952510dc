package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.volume.ObjectLocation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures make a copy bad, so that it is replaced, and which leave open what it is. */
class CopyCheckTest {

    @TempDir
    Path directory;

    /** A sector that cannot be read stays so: who waits for it to get better waits for ever. */
    @Test
    void callsACopyBadThatAWorkingVolumeDoesNotHaveOrCannotRead() throws Exception {
        assertBad(FailureCode.OBJECT_MISSING, FailureCode.OBJECT_MISSING);
        assertBad(FailureCode.OBJECT_CORRUPT, FailureCode.DISK_ERROR);
    }

    private void assertBad(FailureCode expected, FailureCode code) throws Exception {
        CopyVerdict verdict = verdict(new OperatingFailure(code, "told by the volume"));
        assertEquals(expected, assertInstanceOf(CopyVerdict.Bad.class, verdict).code());
    }

    @ParameterizedTest
    @EnumSource(names = {"VOLUME_LOST", "VOLUME_IDENTITY_MISMATCH"})
    void saysNothingOfACopyOnAVolumeThatIsAway(FailureCode code) throws Exception {
        OperatingFailure failure = new OperatingFailure(code, "told by the volume");
        CopyVerdict verdict = verdict(failure);
        assertEquals(
                failure,
                assertInstanceOf(CopyVerdict.Unavailable.class, verdict).failure());
    }

    private CopyVerdict verdict(OperatingFailure failure) throws Exception {
        Path root = directory.resolve(failure.code().name());
        try (JournaledStore files = JournaledStore.single(root)) {
            StoredObject object = files.put(Instances.ct().build());
            ObjectLocation location = object.locations().get(0);
            return new CopyCheck(files.store()).verdict(location, failure);
        }
    }
}
