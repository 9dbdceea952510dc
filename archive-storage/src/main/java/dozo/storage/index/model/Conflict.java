package dozo.storage.index.model;

import dozo.core.value.Uid;
import java.time.Instant;
import java.util.Objects;

/**
 * A disagreement found while filing an object, as it stays recorded until an administrator has settled it. Immutable.
 * {@code toString} leaves the two values out, since they may identify a patient.
 *
 * @param studyInstanceUid the study as it arrived
 * @param seriesInstanceUid the series as it arrived
 * @param sopInstanceUid the first instance that showed the conflict
 * @param held what the index held: a Patient ID, a UID, or the demographic values; may be empty
 * @param arrived what came instead; may be empty
 * @param detectedAt when the instance was received
 */
public record Conflict(
        ConflictKind kind,
        Uid studyInstanceUid,
        Uid seriesInstanceUid,
        Uid sopInstanceUid,
        String held,
        String arrived,
        Instant detectedAt) {

    public Conflict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(studyInstanceUid, "studyInstanceUid");
        Objects.requireNonNull(seriesInstanceUid, "seriesInstanceUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(arrived, "arrived");
        Objects.requireNonNull(detectedAt, "detectedAt");
    }

    @Override
    public String toString() {
        return "Conflict[" + kind + " study " + studyInstanceUid + " instance " + sopInstanceUid + ']';
    }
}
