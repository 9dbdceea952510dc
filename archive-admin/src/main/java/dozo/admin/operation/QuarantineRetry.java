package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.storage.ingest.Quarantine;
import dozo.storage.ingest.QuarantineEntry;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.integrity.Progress;
import java.util.ArrayList;
import java.util.List;

/** Tries to file what is in quarantine once more, after the cause was removed. What is filed leaves the quarantine. */
public final class QuarantineRetry extends ArchiveOperation<QuarantineRetry.Wish, QuarantineRetry.Outcome> {

    public QuarantineRetry() {
        super("quarantine.retry", Wish.class, Outcome.class);
    }

    /** The entries to try; none means all. */
    public record Wish(List<String> ids) {}

    /** What became of each. */
    public record Outcome(int filed, int refused, List<Tried> entries) {}

    /** One entry: STORED, or the code and reason for which it was refused again. */
    public record Tried(String id, String outcome, String detail) {}

    @Override
    public Outcome run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        List<QuarantineEntry> entries = wanted(workplace.archive().quarantine(), wish.ids());
        List<Tried> tried = new ArrayList<>();
        int filed = 0;
        for (QuarantineEntry entry : entries) {
            StoreOutcome outcome = workplace.archive().ingest().retry(entry);
            if (outcome instanceof StoreOutcome.Refused refused) {
                tried.add(new Tried(entry.id(), refused.code().name(), refused.detail()));
            } else {
                filed++;
                tried.add(new Tried(entry.id(), "STORED", ""));
            }
            progress.progressed(new Progress("retrying", tried.size(), entries.size(), 0));
        }
        return new Outcome(filed, tried.size() - filed, tried);
    }

    private static List<QuarantineEntry> wanted(Quarantine quarantine, List<String> ids) throws OperatingFailure {
        if (ids.isEmpty()) {
            return quarantine.list();
        }
        List<QuarantineEntry> entries = new ArrayList<>();
        for (String id : ids) {
            entries.add(QuarantineShow.require(quarantine, id));
        }
        return entries;
    }
}
