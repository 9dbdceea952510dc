package dozo.storage.journal;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.volume.DiskFile;
import dozo.storage.volume.FileStamp;
import dozo.storage.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** A journal's file on one volume, being written. Not thread-safe: one thread at a time. */
final class OpenCopy implements Closeable {

    private final Volume volume;
    private final String path;
    private final long absences;
    private final DiskFile file;
    private final Object key;
    /** The same file: what was written to it can be read also when it has no name any more. */
    private final SeekableByteChannel content;

    private OpenCopy(
            Volume volume, String path, long absences, DiskFile file, Object key, SeekableByteChannel content) {
        this.volume = volume;
        this.path = path;
        this.absences = absences;
        this.file = file;
        this.key = key;
        this.content = content;
    }

    /**
     * Creates it, empty, its name forced.
     *
     * @throws FileAlreadyExistsException when the name is taken
     */
    static OpenCopy create(Volume volume, JournalName name) throws OperatingFailure, FileAlreadyExistsException {
        volume.requireWritable();
        long absences = volume.absences();
        try {
            volume.ensureDirectory(name.directory());
            DiskFile file = volume.disk().create(name.relative());
            try {
                volume.disk().forceDirectory(name.directory());
                Object key = volume.disk().stamp(name.relative()).key();
                SeekableByteChannel content = volume.disk().open(name.relative());
                return new OpenCopy(volume, name.relative(), absences, file, key, content);
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw volume.failure("a journal could not be created", e);
        }
    }

    Volume volume() {
        return volume;
    }

    /** Whether the volume was away since: what is written might not reach the disk that is there now. */
    boolean isStale() {
        return volume.absences() != absences;
    }

    /** What was written to it, for reading. Closed with this. */
    JournalCopy content() {
        return new JournalCopy(volume, content);
    }

    void write(byte[] lines) throws OperatingFailure {
        try {
            file.write(ByteBuffer.wrap(lines));
        } catch (IOException e) {
            throw volume.failure("the journal could not be written", e);
        }
    }

    void force() throws OperatingFailure {
        try {
            file.force();
        } catch (IOException e) {
            throw volume.failure("the journal could not be forced to the disk", e);
        }
    }

    /** How long the open file is, whatever its name shows. */
    long sizeBytes() throws OperatingFailure {
        try {
            return content.size();
        } catch (IOException e) {
            throw volume.failure("the length of the journal could not be read", e);
        }
    }

    /**
     * Asks the directory, not the open file, which takes lines also when it has no name any more.
     *
     * @param bytes how long it is by right
     * @return what another program did to it, to be put behind "was"; empty when all of it stands under its name
     * @throws OperatingFailure when the volume is not there, or does not tell
     */
    Optional<String> mishap(long bytes) throws OperatingFailure {
        FileStamp named;
        try {
            named = volume.disk().stamp(path);
        } catch (NoSuchFileException e) {
            volume.requirePresent();
            return Optional.of("removed or renamed");
        } catch (IOException e) {
            throw volume.failure("the journal could not be looked at", e);
        }
        if (named.key().equals(key) && named.sizeBytes() == bytes) {
            return Optional.empty();
        }
        volume.requirePresent();
        return Optional.of(
                named.key().equals(key)
                        ? "changed from " + Count.of(bytes, "byte") + " to " + named.sizeBytes()
                        : "replaced by another file");
    }

    @Override
    public void close() throws IOException {
        try (content) {
            file.close();
        }
    }
}
