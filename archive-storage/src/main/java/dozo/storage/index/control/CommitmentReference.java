package dozo.storage.index.control;

import dozo.core.value.Uid;
import java.util.Objects;

/** One instance that a Storage Commitment request names (PS3.4 section J.3.2.1.1), in the request's order. */
public record CommitmentReference(Uid sopClassUid, Uid sopInstanceUid) {

    public CommitmentReference {
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
    }
}
