package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.value.Uid;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectPath;

/**
 * An object that was received, as the journal proves, and of which no copy can be read. It stays in the index with what
 * the journal tells, so that it is missed, and healed when its sender sends it again or a file comes back. Immutable.
 *
 * @param code OBJECT_MISSING or OBJECT_CORRUPT
 */
public record KnownLoss(Uid studyInstanceUid, Uid sopInstanceUid, int version, ObjectPath path, FailureCode code) {

    static KnownLoss of(StoredObject object, FailureCode code) {
        return new KnownLoss(object.studyInstanceUid(), object.sopInstanceUid(), object.version(), object.path(), code);
    }
}
