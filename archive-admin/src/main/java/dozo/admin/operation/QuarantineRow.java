package dozo.admin.operation;

import dozo.core.value.Uid;
import dozo.storage.ingest.QuarantineEntry;

/** A data set in quarantine as commands see it; without patient data. */
public record QuarantineRow(
        String id,
        String reason,
        String detail,
        String receivedAt,
        String from,
        String sopClassUid,
        String sopInstanceUid,
        String transferSyntaxUid,
        long bytes,
        String file) {

    static QuarantineRow of(QuarantineEntry entry, String file) {
        return new QuarantineRow(
                entry.id(),
                "DOZO-" + entry.reason().number() + " " + entry.reason(),
                entry.detail(),
                entry.receivedAt().toString(),
                entry.callingAeTitle() + "@" + entry.peerAddress(),
                entry.sopClassUid().map(Uid::value).orElse(""),
                entry.sopInstanceUid().map(Uid::value).orElse(""),
                entry.transferSyntaxUid().value(),
                entry.sizeBytes(),
                file);
    }
}
