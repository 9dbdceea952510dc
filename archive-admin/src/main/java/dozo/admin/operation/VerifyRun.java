package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.integrity.Finding;
import dozo.storage.integrity.FindingKind;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Verify;
import dozo.storage.integrity.VerifyReport;
import dozo.storage.integrity.VerifySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what is stored again and holds it against what was received. */
public final class VerifyRun extends ArchiveOperation<VerifyRun.Wish, VerifyRun.Verified> {

    public VerifyRun() {
        super("verify", Wish.class, Verified.class);
    }

    /**
     * What to verify and how.
     *
     * @param studies Study Instance UIDs; none means everything there is, journals and unknown files too
     * @param repair whether bad copies are replaced from good ones
     * @param bytesPerSecond most bytes read in a second, 0 for no limit
     */
    public record Wish(List<String> studies, boolean repair, long bytesPerSecond) {}

    /** What was read, and how often each kind of thing was found. */
    public record Verified(
            boolean sound, long objects, long copies, long bytes, Map<String, Long> counts, List<FindingRow> findings) {

        static Verified of(VerifyReport report) {
            Map<String, Long> counts = new TreeMap<>();
            report.counts().forEach((kind, count) -> counts.put(kind.name(), count));
            return new Verified(
                    report.isSound(),
                    report.objects(),
                    report.copies(),
                    report.bytes(),
                    counts,
                    report.findings().stream().map(FindingRow::of).toList());
        }
    }

    /** One thing found. */
    public record FindingRow(
            String kind, boolean damage, String volume, String path, String sopInstanceUid, String detail) {

        static FindingRow of(Finding finding) {
            FindingKind kind = finding.kind();
            return new FindingRow(
                    kind.name(),
                    kind.isDamage(),
                    finding.volume(),
                    finding.path(),
                    finding.sopInstanceUid().map(Uid::value).orElse(""),
                    finding.detail());
        }
    }

    @Override
    public Verified run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        List<Uid> studies = new ArrayList<>();
        for (String study : wish.studies()) {
            studies.add(NamedStudy.require(workplace, study));
        }
        Verify verify = new Verify(
                workplace.archive().store(),
                workplace.archive().index(),
                workplace.archive().repairer(),
                new VerifySettings(wish.bytesPerSecond(), wish.repair()),
                progress);
        return Verified.of(studies.isEmpty() ? verify.runAll() : verify.run(RetrieveSelection.ofStudies(studies)));
    }
}
