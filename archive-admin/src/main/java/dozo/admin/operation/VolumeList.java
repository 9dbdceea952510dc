package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeUsage;
import java.util.ArrayList;
import java.util.List;

/** Which volumes there are, in what state, and how full. */
public final class VolumeList extends ArchiveOperation<Nothing, VolumeList.Volumes> {

    public VolumeList() {
        super("volume.list", Nothing.class, Volumes.class);
    }

    /** All volumes, in the order in which they fill up. */
    public record Volumes(List<VolumeRow> volumes) {}

    /**
     * A volume.
     *
     * @param id its identity, empty while it was not seen
     * @param state a VolumeState
     * @param totalBytes size of its file system, -1 when it cannot be read
     * @param freeBytes what may still be written there, -1 when it cannot be read
     */
    public record VolumeRow(
            String group, String name, String id, String state, String path, long totalBytes, long freeBytes) {

        static VolumeRow of(StoreGroup group, Volume volume) {
            String state = volume.state().name();
            long total = -1;
            long free = -1;
            try {
                VolumeUsage usage = volume.usage();
                total = usage.total().bytes();
                free = usage.free().bytes();
            } catch (OperatingFailure e) {
                // The state tells that it cannot be read.
            }
            String id = volume.id().map(VolumeId::toString).orElse("");
            return new VolumeRow(group.name(), volume.name(), id, state, volume.path(), total, free);
        }
    }

    @Override
    public Volumes run(Workplace workplace, Nothing request, Progress.Listener progress) {
        List<VolumeRow> rows = new ArrayList<>();
        for (StoreGroup group : workplace.archive().store().groups()) {
            group.volumes().forEach(volume -> rows.add(VolumeRow.of(group, volume)));
        }
        return new Volumes(rows);
    }
}
