package dozo.storage.journal;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.DiskFile;
import dozo.storage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the copies of a journal tell together: each line from whichever copy has it whole at its place, as far as there is one.
 * Not thread-safe; the copies are closed by whoever opened them.
 */
final class JournalWhole {

    private final JournalName name;
    private final List<JournalCopy> sources;

    /** @param sources those first whose lines are to be taken where several have one */
    JournalWhole(JournalName name, List<JournalCopy> sources) {
        this.name = name;
        this.sources = List.copyOf(sources);
    }

    /** How far it reaches. */
    long bytes() throws IOException {
        long offset = 0;
        for (byte[] line = line(offset); line != null; line = line(offset)) {
            offset += line.length;
        }
        return offset;
    }

    /**
     * Writes on a volume what its copies lack. Nothing is rewritten: to a file that is a beginning of the whole the rest is
     * appended, beside any other a whole one is put.
     *
     * @param local the volume's own copies, the file of the journal's name first
     * @return whether anything was written
     */
    boolean completeOn(Volume volume, List<JournalCopy> local) throws OperatingFailure {
        try {
            for (JournalCopy copy : local) {
                if (commonBytes(copy) < 0) {
                    return false;
                }
            }
            volume.requireWritable();
            volume.ensureDirectory(name.directory());
            long common = local.isEmpty() ? 0 : commonBytes(local.get(0));
            if (!local.isEmpty() && common == local.get(0).sizeBytes()) {
                try (DiskFile file = volume.disk().append(name.relative())) {
                    write(common, file);
                }
            } else {
                String fresh = local.isEmpty() ? name.relative() : name.replacement(local.size());
                try (DiskFile file = volume.disk().create(fresh)) {
                    write(0, file);
                }
                volume.disk().forceDirectory(name.directory());
            }
            return true;
        } catch (IOException e) {
            throw volume.failure("a journal could not be completed", e);
        }
    }

    /** How many bytes a copy has in common with the whole; -1 when it holds all of that. */
    private long commonBytes(JournalCopy copy) throws IOException {
        long offset = 0;
        for (byte[] line = line(offset); line != null; line = line(offset)) {
            byte[] found = copy.bytes(offset, line.length);
            int mismatch = Arrays.mismatch(line, found);
            if (mismatch >= 0) {
                return offset + mismatch;
            }
            offset += line.length;
        }
        return -1;
    }

    private void write(long from, DiskFile target) throws IOException {
        long offset = 0;
        for (byte[] line = line(offset); line != null; line = line(offset)) {
            int skip = (int) Math.min(line.length, Math.max(0, from - offset));
            target.write(ByteBuffer.wrap(line, skip, line.length - skip));
            offset += line.length;
        }
        target.force();
    }

    /** The whole line at {@code offset} with its newline; null at the end. */
    private byte @Nullable [] line(long offset) throws IOException {
        byte[] line = JournalCopy.sealedLine(sources, offset);
        if (line == null) {
            return null;
        }
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
    }
}
