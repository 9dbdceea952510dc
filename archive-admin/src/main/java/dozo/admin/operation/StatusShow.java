package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.VolumeLag;
import java.util.List;

/** How the archive is. */
public final class StatusShow extends ArchiveOperation<Nothing, StatusShow.Status> {

    public StatusShow() {
        super("status", Nothing.class, Status.class);
    }

    /**
     * How it is.
     *
     * @param serving whether a server runs, and not only this command
     * @param active whether this node holds the role, as far as it can see
     * @param epoch what this start was promoted to
     * @param openCommitments Storage Commitment requests whose reports are not delivered yet
     * @param unreconciled volumes that were away at the start and still are: what only their journals tell is not found yet
     * @param behind volumes that do not hold yet what their groups hold
     */
    public record Status(
            String node,
            boolean serving,
            boolean active,
            long epoch,
            List<String> listeners,
            int associations,
            long patients,
            long studies,
            long series,
            long instances,
            long bytes,
            long conflicts,
            int quarantined,
            long openCommitments,
            List<String> unreconciled,
            List<VolumeLag> behind,
            List<VolumeList.VolumeRow> volumes) {}

    @Override
    public Status run(Workplace workplace, Nothing request, Progress.Listener progress) throws OperatingFailure {
        Archive archive = workplace.archive();
        IndexCounts counts = archive.index().counts();
        List<VolumeLag> behind = archive.catchUp().lags();
        return new Status(
                archive.config().node(),
                workplace.serving().isServing(),
                archive.index().isActive(),
                archive.index().epoch().epoch(),
                workplace.serving().listeners(),
                workplace.serving().associations(),
                counts.patients(),
                counts.studies(),
                counts.series(),
                counts.instances(),
                counts.bytes(),
                counts.conflicts(),
                archive.quarantine().list().size(),
                archive.index().commitments().count(),
                behind.stream()
                        .filter(VolumeLag::unreadSinceStart)
                        .map(VolumeLag::volume)
                        .toList(),
                behind,
                new VolumeList().run(workplace, request, progress).volumes());
    }
}
