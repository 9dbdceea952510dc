package dozo.storage.journal;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.DiskFile;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal being written, on every volume of its group. Not thread-safe: one thread at a time. */
final class OpenJournal {

    /** @param absences of the volume when the file was opened: once they are more, it may be on a disk that has gone */
    private record Copy(Volume volume, DiskFile file, long absences) {}

    private final StoreGroup group;
    private final String journal;
    private final List<Copy> copies = new ArrayList<>();
    private long sequence;
    private long bytes;

    private OpenJournal(StoreGroup group, String journal) {
        this.group = group;
        this.journal = journal;
    }

    /** Creates the journal with its header, durably; null when its name is taken on a volume. */
    static @Nullable OpenJournal create(StoreGroup group, JournalName name, WriterEpoch epoch, Instant at)
            throws OperatingFailure {
        OpenJournal journal = new OpenJournal(group, name.relative());
        boolean complete = false;
        try {
            for (Volume volume : group.volumes()) {
                journal.createCopy(volume, name);
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

    private void createCopy(Volume volume, JournalName name) throws OperatingFailure, FileAlreadyExistsException {
        volume.requireWritable();
        long absences = volume.absences();
        try {
            volume.ensureDirectory(name.directory());
            copies.add(new Copy(volume, volume.disk().create(name.relative()), absences));
            volume.disk().forceDirectory(name.directory());
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw volume.failure("a journal could not be created", e);
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
        return copies.stream().anyMatch(copy -> copy.volume().absences() != copy.absences());
    }

    boolean is(JournalName name) {
        return journal.equals(name.relative());
    }

    /** Writes the lines, without forcing them. @return the position behind them */
    JournalPosition append(List<? extends JournalEntry> entries) throws OperatingFailure {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JournalEntry entry : entries) {
            sequence++;
            lines.writeBytes(LineWriter.entry(sequence, entry));
        }
        write(lines.toByteArray());
        return new JournalPosition(journal, bytes);
    }

    private void write(byte[] lines) throws OperatingFailure {
        for (Copy copy : copies) {
            copy.volume().requireWritable();
        }
        for (Copy copy : copies) {
            try {
                copy.file().write(ByteBuffer.wrap(lines));
            } catch (IOException e) {
                throw copy.volume().failure("the journal could not be written", e);
            }
        }
        bytes += lines.length;
    }

    /** Makes what was written survive a power cut, on every volume. May be called on another thread than the writing one. */
    void force() throws OperatingFailure {
        for (Copy copy : copies) {
            try {
                copy.file().force();
            } catch (IOException e) {
                throw copy.volume().failure("the journal could not be forced to the disk", e);
            }
        }
    }

    void close() {
        for (Copy copy : copies) {
            try {
                copy.file().close();
            } catch (IOException e) {
                // All that was answered for has been forced; what was not is unknown to nobody but its sender.
            }
        }
    }
}
