package dozo.storage.journal;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal being written, on every volume of its group. Not thread-safe: one thread at a time. */
final class OpenJournal {

    private final StoreGroup group;
    private final JournalName name;
    /** Of the name: asked for with each group. */
    private final String path;

    private final List<OpenCopy> copies = new ArrayList<>();
    private long sequence;
    private long bytes;
    private long forcedBytes;

    private OpenJournal(StoreGroup group, JournalName name) {
        this.group = group;
        this.name = name;
        this.path = name.relative();
    }

    /** Creates the journal with its header, durably; null when its name is taken on a volume. */
    static @Nullable OpenJournal create(StoreGroup group, JournalName name, WriterEpoch epoch, Instant at)
            throws OperatingFailure {
        OpenJournal journal = new OpenJournal(group, name);
        boolean complete = false;
        try {
            for (Volume volume : group.volumes()) {
                journal.copies.add(OpenCopy.create(volume, name));
            }
            journal.begin(new JournalHeader(
                    JournalHeader.FORMAT, epoch, name.part(), journal.volumeIds(), at.truncatedTo(ChronoUnit.MILLIS)));
            complete = true;
            return journal;
        } catch (FileAlreadyExistsException e) {
            return null;
        } finally {
            if (!complete) {
                journal.close();
            }
        }
    }

    private List<VolumeId> volumeIds() {
        return copies.stream().map(copy -> copy.volume().id().orElseThrow()).toList();
    }

    private void begin(JournalHeader header) throws OperatingFailure {
        sequence = 1;
        write(LineWriter.header(header));
        force();
    }

    StoreGroup group() {
        return group;
    }

    /** Whether a volume was away since: what is written to the open file might not reach the disk that is there now. */
    boolean isStale() {
        return copies.stream().anyMatch(OpenCopy::isStale);
    }

    boolean is(JournalName other) {
        return name.equals(other);
    }

    /** Writes the lines, without forcing them. @return the position behind them */
    JournalPosition append(List<? extends JournalEntry> entries) throws OperatingFailure {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JournalEntry entry : entries) {
            sequence++;
            lines.writeBytes(LineWriter.entry(sequence, entry));
        }
        write(lines.toByteArray());
        return new JournalPosition(path, bytes);
    }

    private void write(byte[] lines) throws OperatingFailure {
        for (OpenCopy copy : copies) {
            copy.volume().requireWritable();
            if (copy.sizeBytes() != bytes) { // lines behind a gap would hide it from those who read the other copies
                requireInPlace();
            }
        }
        for (OpenCopy copy : copies) {
            copy.write(lines);
        }
        bytes += lines.length;
    }

    /**
     * Makes what was written survive a power cut, on every volume, and sees that it stands there under the journal's name. May
     * be called on another thread than the writing one.
     */
    void force() throws OperatingFailure {
        for (OpenCopy copy : copies) {
            copy.force();
        }
        requireInPlace();
        forcedBytes = bytes;
    }

    /**
     * Sees that every line written stands under the journal's name, on every volume; where another program has seen to the
     * contrary, what was taken away is put back.
     *
     * @throws OperatingFailure what was done to it: nothing more may be written to it then
     */
    void requireInPlace() throws OperatingFailure {
        Map<Volume, String> mishaps = new LinkedHashMap<>();
        for (OpenCopy copy : copies) {
            copy.mishap(bytes).ifPresent(mishap -> mishaps.put(copy.volume(), mishap));
        }
        if (!mishaps.isEmpty()) {
            throw new JournalRescue(name, copies, mishaps).run(forcedBytes);
        }
    }

    void close() {
        for (OpenCopy copy : copies) {
            try {
                copy.close();
            } catch (IOException e) {
                // All that was answered for has been forced; what was not is unknown to nobody but its sender.
            }
        }
    }
}
