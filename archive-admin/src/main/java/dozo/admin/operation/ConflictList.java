package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Conflict;
import dozo.storage.integrity.Progress;
import java.util.List;

/** Objects that were accepted though they disagree with what was there. */
public final class ConflictList extends ArchiveOperation<ConflictList.Page, ConflictList.Conflicts> {

    public ConflictList() {
        super("conflict.list", Page.class, Conflicts.class);
    }

    /** How many to pass over and how many to show at most. */
    public record Page(long offset, int limit) {}

    /** Conflicts, oldest first, and how many there are in all. */
    public record Conflicts(long total, List<ConflictRow> conflicts) {}

    /** One conflict: what the index held and what arrived. */
    public record ConflictRow(
            String detectedAt,
            String kind,
            String held,
            String arrived,
            String studyInstanceUid,
            String seriesInstanceUid,
            String sopInstanceUid) {

        static ConflictRow of(Conflict conflict) {
            return new ConflictRow(
                    conflict.detectedAt().toString(),
                    conflict.kind().name(),
                    conflict.held(),
                    conflict.arrived(),
                    conflict.studyInstanceUid().value(),
                    conflict.seriesInstanceUid().value(),
                    conflict.sopInstanceUid().value());
        }
    }

    @Override
    public Conflicts run(Workplace workplace, Page page, Progress.Listener progress) throws OperatingFailure {
        var index = workplace.archive().index();
        List<ConflictRow> rows = index.conflicts(page.offset(), Listing.bounded(page.limit())).stream()
                .map(ConflictRow::of)
                .toList();
        return new Conflicts(index.counts().conflicts(), rows);
    }
}
