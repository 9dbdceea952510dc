package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Reindex;
import dozo.storage.integrity.ReplayReport;
import dozo.storage.integrity.ReplaySettings;
import java.util.List;

/** Builds the index anew from the store alone and switches over; the present index serves meanwhile. */
public final class ReindexRun extends ArchiveOperation<ReindexRun.Wish, ReindexRun.Rebuilt> {

    public ReindexRun() {
        super("reindex", Wish.class, Rebuilt.class);
    }

    /** Whether headers are believed without testing the digest of each object. */
    public record Wish(boolean headersOnly) {}

    /** What was applied, and what an operator must know. */
    public record Rebuilt(
            int journals,
            long facts,
            long objects,
            long bytes,
            long lost,
            List<String> tornJournals,
            List<String> damagedJournals,
            List<String> lostInstances,
            boolean complete) {

        static Rebuilt of(ReplayReport report) {
            return new Rebuilt(
                    report.journals(),
                    report.facts(),
                    report.objects(),
                    report.bytes(),
                    report.lossCount(),
                    report.torn(),
                    report.damaged(),
                    report.losses().stream()
                            .map(loss -> loss.sopInstanceUid().value())
                            .toList(),
                    report.complete());
        }
    }

    @Override
    public Rebuilt run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        ReplaySettings settings = workplace.archive().replaySettings();
        Reindex reindex = new Reindex(
                workplace.archive().store(),
                workplace.archive().index(),
                workplace.archive().objects(),
                wish.headersOnly() ? settings.readingHeadersOnly() : settings);
        return Rebuilt.of(reindex.run(progress));
    }
}
