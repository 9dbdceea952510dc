package dozo.admin.operation;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.ingest.Quarantine;
import dozo.storage.ingest.QuarantineEntry;
import dozo.storage.integrity.Progress;

/** One data set in quarantine. */
public final class QuarantineShow extends ArchiveOperation<QuarantineShow.Which, QuarantineRow> {

    public QuarantineShow() {
        super("quarantine.show", Which.class, QuarantineRow.class);
    }

    /** The entry. */
    public record Which(String id) {}

    @Override
    public QuarantineRow run(Workplace workplace, Which which, Progress.Listener progress) throws OperatingFailure {
        Quarantine quarantine = workplace.archive().quarantine();
        QuarantineEntry entry = require(quarantine, which.id());
        return QuarantineRow.of(entry, quarantine.file(entry).toString());
    }

    /** The entry of this id. @throws OperatingFailure when there is none */
    static QuarantineEntry require(Quarantine quarantine, String id) throws OperatingFailure {
        return quarantine
                .entry(id)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        "There is no \"" + id + "\" in quarantine. `dozo quarantine list` shows all."));
    }
}
