package dozo.storage.ingest;

import dozo.core.failure.FailureCode;
import dozo.core.value.Uid;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a data set that could not be filed. No patient data. Immutable.
 *
 * @param id the name of its files in the quarantine directory, without their endings
 * @param reason why it was refused
 * @param detail the same for people
 * @param transferSyntaxUid of the data set, as negotiated
 * @param sopClassUid as the command said; empty when it said no valid one
 * @param sopInstanceUid as the command said; empty when it said no valid one
 * @param sizeBytes of the file that keeps it
 */
public record QuarantineEntry(
        String id,
        FailureCode reason,
        String detail,
        Instant receivedAt,
        String callingAeTitle,
        String calledAeTitle,
        String peerAddress,
        Uid abstractSyntaxUid,
        Uid transferSyntaxUid,
        Optional<Uid> sopClassUid,
        Optional<Uid> sopInstanceUid,
        long sizeBytes) {

    public QuarantineEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(callingAeTitle, "callingAeTitle");
        Objects.requireNonNull(calledAeTitle, "calledAeTitle");
        Objects.requireNonNull(peerAddress, "peerAddress");
        Objects.requireNonNull(abstractSyntaxUid, "abstractSyntaxUid");
        Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
    }
}
