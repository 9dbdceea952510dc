package dozo.storage.journal;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one journal from a position on. The copies of a journal are equal byte for byte as far as they are whole, so where
 * one copy is torn or damaged the next line is taken from another; the longest valid prefix wins. Not thread-safe; the
 * caller closes it.
 */
public final class JournalReader implements AutoCloseable {

    private final String journal;
    private final List<JournalCopy> copies;
    private @Nullable JournalHeader header;
    private long nextBytes;
    private long lastSequence;
    private @Nullable JournalEnd end;

    private JournalReader(String journal, List<JournalCopy> copies) {
        this.journal = journal;
        this.copies = copies;
    }

    /**
     * Opens a journal on every volume that holds it and can be read.
     *
     * @param fromBytes where a line begins, or 0; a position from an index that was applied before
     * @throws OperatingFailure {@code JOURNAL_UNUSABLE} when its format is newer than this program, or no copy reaches to
     *     {@code fromBytes}; {@code VOLUME_LOST} when no readable volume holds it
     */
    public static JournalReader open(Store store, JournalName name, long fromBytes) throws OperatingFailure {
        List<JournalCopy> copies = new ArrayList<>();
        List<OperatingFailure> failures = new ArrayList<>();
        for (Volume volume : store.volumes()) {
            try {
                copies.addAll(JournalFiles.copies(volume, name));
            } catch (OperatingFailure e) {
                failures.add(e);
            }
        }
        JournalReader reader = new JournalReader(name.relative(), copies);
        try {
            reader.begin(fromBytes, failures);
            return reader;
        } catch (OperatingFailure e) {
            reader.close();
            throw e;
        }
    }

    private void begin(long fromBytes, List<OperatingFailure> failures) throws OperatingFailure {
        if (copies.isEmpty()) {
            OperatingFailure failure = new OperatingFailure(
                    FailureCode.VOLUME_LOST,
                    "The journal " + journal
                            + " is on no volume that can be read now. Mount the volumes that hold it.");
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
        byte[] first = lineAt(0);
        if (first != null) {
            header = LineParser.header(journal, first);
            nextBytes = Math.max(fromBytes, first.length + 1L);
            lastSequence = fromBytes <= first.length ? 1 : 0;
        } else {
            finish();
        }
        if (longestBytes() < fromBytes) {
            throw new OperatingFailure(
                    FailureCode.JOURNAL_UNUSABLE,
                    "The journal " + journal + " is shorter than what the index applied of it (" + fromBytes
                            + " bytes). A volume came back older than the index. The index keeps what it has. Mount the"
                            + " right volumes, or bring the journal back from a backup; dozo reindex is refused until"
                            + " then, since it would lose what stood there.");
        }
    }

    /** The first line; empty when not even that is whole. */
    public Optional<JournalHeader> header() {
        return Optional.ofNullable(header);
    }

    /**
     * The next fact; empty at the end, of which {@link #end} tells the kind.
     *
     * @throws OperatingFailure {@code JOURNAL_UNUSABLE} for a fact of a kind that this program does not know, by name
     */
    public Optional<JournalLine> next() throws OperatingFailure {
        JournalHeader format = header;
        if (end != null || format == null) {
            return Optional.empty();
        }
        byte[] line = lineAt(nextBytes);
        if (line == null) {
            finish();
            return Optional.empty();
        }
        LineMembers members = LineParser.members(journal, line);
        long sequence = LineParser.sequence(journal, members);
        if (lastSequence != 0 && sequence != lastSequence + 1) {
            throw new OperatingFailure(
                    FailureCode.JOURNAL_UNUSABLE,
                    "The journal " + journal + " has line " + sequence + " behind line " + lastSequence
                            + ": lines were removed or added. Keep the file as it is and ask for support.");
        }
        lastSequence = sequence;
        nextBytes += line.length + 1L;
        return Optional.of(new JournalLine(sequence, LineParser.entry(journal, format, members), nextBytes));
    }

    /** Where the line behind the last one that was read begins. */
    public JournalPosition position() {
        return new JournalPosition(journal, nextBytes);
    }

    /** How the journal ends. @throws IllegalStateException before {@link #next} was empty */
    public JournalEnd end() {
        if (end == null) {
            throw new IllegalStateException("the end was not reached");
        }
        return end;
    }

    /**
     * Behind a {@link JournalEnd#CORRUPT} end, goes on with the next whole line, for a rebuild that saves what can be saved.
     *
     * @return how many bytes were left out; 0 when nothing follows, and the end stays
     */
    public long skipDamage() throws OperatingFailure {
        if (end != JournalEnd.CORRUPT || header == null) {
            return 0;
        }
        long from = nextBytes;
        nextBytes = nextSealedLine();
        lastSequence = 0;
        end = null;
        return nextBytes - from;
    }

    private void finish() throws OperatingFailure {
        if (nextSealedLine() >= 0) {
            end = JournalEnd.CORRUPT;
        } else {
            end = longestBytes() > nextBytes ? JournalEnd.TORN : JournalEnd.COMPLETE;
        }
    }

    private byte @Nullable [] lineAt(long offset) throws OperatingFailure {
        try {
            return JournalCopy.sealedLine(copies, offset);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private long nextSealedLine() throws OperatingFailure {
        long next = -1;
        try {
            for (JournalCopy copy : copies) {
                long found = copy.nextSealedLine(nextBytes);
                next = found >= 0 && (next < 0 || found < next) ? found : next;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return next;
    }

    private long longestBytes() throws OperatingFailure {
        long longest = 0;
        try {
            for (JournalCopy copy : copies) {
                longest = Math.max(longest, copy.sizeBytes());
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return longest;
    }

    private OperatingFailure unreadable(IOException cause) {
        return new OperatingFailure(
                FailureCode.DISK_ERROR,
                "The journal " + journal + " could not be read (" + cause.getMessage() + "). Look into the system's log"
                        + " for the disk.",
                cause);
    }

    @Override
    public void close() {
        for (JournalCopy copy : copies) {
            try {
                copy.close();
            } catch (IOException e) {
                // Closing a file that was only read loses nothing.
            }
        }
    }
}
