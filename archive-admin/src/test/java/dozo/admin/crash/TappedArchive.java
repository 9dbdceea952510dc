package dozo.admin.crash;

import dozo.admin.archive.Foundation;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.IndexRebuild;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.volume.Disk;
import dozo.storage.volume.DiskFile;
import dozo.storage.volume.NioDisk;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The foundation of a real archive with taps before its disks and its index. Operations on a disk bear the volume's fixed
 * directory behind a colon, {@code disk.create:objects}, {@code file.write:journal}; transactions are {@code batch} on the
 * index that serves, {@code filling} and {@code switch} on one that is being rebuilt.
 */
final class TappedArchive {

    private final KillSwitch killSwitch;
    private final Room room;

    TappedArchive(KillSwitch killSwitch, Room room) {
        this.killSwitch = killSwitch;
        this.room = room;
    }

    Foundation foundation() {
        return new Foundation(
                Clock.systemUTC(),
                this::disk,
                (config, limits, knownEpoch, clock) -> index(ArchiveIndex.open(config, limits, knownEpoch, clock)));
    }

    private Disk disk(Path root) {
        return Tap.on(
                Disk.class,
                new NioDisk(root),
                killSwitch,
                call -> "disk." + call.method() + ":" + area(call.text()),
                (call, result) -> opened(area(call.text()), result));
    }

    private static String area(String name) {
        return name.split("/", 2)[0];
    }

    private Object opened(String area, Object result) {
        if (result instanceof DiskFile file) {
            DiskFile limited = new RoomyFile(file, room);
            return Tap.on(DiskFile.class, limited, killSwitch, call -> "file." + call.method() + ":" + area);
        }
        if (result instanceof SeekableByteChannel channel) {
            return Tap.on(
                    SeekableByteChannel.class, channel, killSwitch, call -> "channel." + call.method() + ":" + area);
        }
        return result;
    }

    private ArchiveIndex index(ArchiveIndex real) {
        return Tap.on(ArchiveIndex.class, real, killSwitch, call -> "index." + call.method(), (call, result) -> {
            if (result instanceof CommitmentTable table) {
                return Tap.on(CommitmentTable.class, table, killSwitch, inner -> "commitments." + inner.method());
            }
            return result instanceof IndexRebuild rebuild ? rebuild(rebuild) : batch("batch", result);
        });
    }

    private IndexRebuild rebuild(IndexRebuild real) {
        return Tap.on(
                IndexRebuild.class,
                real,
                killSwitch,
                call -> "rebuild." + call.method(),
                (call, result) -> batch(call.method().equals("beginSwitch") ? "switch" : "filling", result));
    }

    private Object batch(String name, Object result) {
        return result instanceof IndexBatch batch
                ? Tap.on(IndexBatch.class, batch, killSwitch, call -> name + "." + call.method())
                : result;
    }
}
