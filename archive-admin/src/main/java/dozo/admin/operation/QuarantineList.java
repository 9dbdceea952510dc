package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.storage.ingest.Quarantine;
import dozo.storage.ingest.QuarantineEntry;
import dozo.storage.integrity.Progress;
import java.util.List;

/** What arrived but could not be filed. */
public final class QuarantineList extends ArchiveOperation<Nothing, QuarantineList.Entries> {

    public QuarantineList() {
        super("quarantine.list", Nothing.class, Entries.class);
    }

    /** The oldest entries, how many there are in all, and how much room they take. */
    public record Entries(int total, long usedBytes, long limitBytes, List<QuarantineRow> entries) {}

    @Override
    public Entries run(Workplace workplace, Nothing request, Progress.Listener progress) throws OperatingFailure {
        Quarantine quarantine = workplace.archive().quarantine();
        List<QuarantineEntry> entries = quarantine.list();
        return new Entries(
                entries.size(),
                quarantine.used().bytes(),
                workplace.archive().config().storage().quarantineLimit().bytes(),
                entries.stream()
                        .limit(Listing.MAX_ROWS)
                        .map(entry ->
                                QuarantineRow.of(entry, quarantine.file(entry).toString()))
                        .toList());
    }
}
