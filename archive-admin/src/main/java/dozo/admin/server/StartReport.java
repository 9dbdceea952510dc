package dozo.admin.server;

import dozo.admin.archive.Archive;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.integrity.ReplayReport;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeState;
import dozo.storage.volume.VolumeUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was found at the start, line by line: what is stored, what was reconciled, each volume, and where the archive listens.
 *
 * @param lines for people
 * @param isSound whether nothing needs an operator
 */
public record StartReport(List<String> lines, boolean isSound) {

    public StartReport {
        lines = List.copyOf(lines);
    }

    static StartReport of(Archive archive, List<String> listeners) {
        List<String> lines = new ArrayList<>();
        lines.add("Node " + archive.config().node() + ", epoch "
                + archive.index().epoch().epoch() + ", data directory "
                + archive.config().dataDirectory());
        lines.add(counts(archive));
        lines.add(reconciled(archive.reconciliation()));
        boolean sound = archive.reconciliation().isSound();
        for (StoreGroup group : archive.store().groups()) {
            for (Volume volume : group.volumes()) {
                lines.add(volume(group, volume));
                sound &= volume.state() == VolumeState.ONLINE;
            }
        }
        lines.add("Listening on " + String.join(" and ", listeners) + " as "
                + archive.config().dicom().ownAeTitle());
        return new StartReport(lines, sound);
    }

    private static String counts(Archive archive) {
        try {
            IndexCounts counts = archive.index().counts();
            return "Stored: " + Count.of(counts.studies(), "study") + ", " + Count.of(counts.instances(), "instance")
                    + ", " + ByteSize.ofBytes(counts.bytes()) + "; " + Count.of(counts.conflicts(), "conflict");
        } catch (OperatingFailure e) {
            return "Stored: unknown, the index does not answer";
        }
    }

    private static String reconciled(ReplayReport report) {
        String text = "Reconciled: " + Count.of(report.journals(), "journal") + ", " + Count.of(report.facts(), "fact")
                + " applied to the index";
        return report.isSound()
                ? text
                : text + "; " + Count.of(report.lossCount(), "object") + " lost, "
                        + Count.of(report.damaged().size(), "journal") + " damaged, "
                        + report.shorter().size() + " shorter than the index, "
                        + report.unreadable().size() + " unreadable, "
                        + report.unseen().size() + " not seen" + away(report) + ": see the log";
    }

    private static String away(ReplayReport report) {
        return report.away().isEmpty()
                ? ""
                : "; " + String.join(", ", report.away()) + " away, so that " + Count.of(report.waiting(), "object")
                        + " and whatever only its journals tell are not in the index until it is mounted again";
    }

    private static String volume(StoreGroup group, Volume volume) {
        VolumeState state = volume.state();
        String line = "Volume " + group.name() + "/" + volume.name() + " at " + volume.path() + ": "
                + state.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try {
            VolumeUsage usage = volume.usage();
            return line + String.format(Locale.ROOT, ", %.1f %% used, %s free", usage.usedPercent(), usage.free());
        } catch (OperatingFailure e) {
            return line + ". " + e.getMessage();
        }
    }
}
