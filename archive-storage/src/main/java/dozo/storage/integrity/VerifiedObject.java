package dozo.storage.integrity;

import dozo.core.dataset.Attributes;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stored object, every byte of which was held against the digest taken on receipt before this was made (INV-5). Used by
 * one thread at a time; closed by whoever opened it.
 */
public final class VerifiedObject implements AutoCloseable {

    private final StoredObject object;
    private final ObjectLocation location;
    private final TestedBytes bytes;
    private final FileMeta meta;
    private final long metaBytes;

    private VerifiedObject(
            StoredObject object, ObjectLocation location, TestedBytes bytes, FileMeta meta, long metaBytes) {
        this.object = object;
        this.location = location;
        this.bytes = bytes;
        this.meta = meta;
        this.metaBytes = metaBytes;
    }

    /** Takes over {@code bytes}, also when it fails. @throws IOException when they do not begin as an object file does */
    static VerifiedObject of(StoredObject object, ObjectLocation location, TestedBytes bytes) throws IOException {
        try {
            Counted file = new Counted(bytes.rewind());
            FileMeta meta = FileMeta.read(file);
            return new VerifiedObject(object, location, bytes, meta, file.count);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** What the journal says of it. */
    public StoredObject object() {
        return object;
    }

    /** The copy that is being read. */
    public ObjectLocation location() {
        return location;
    }

    public FileMeta meta() {
        return meta;
    }

    /** Length of the encoded data set in bytes. */
    public long dataSetBytes() {
        return object.sizeBytes() - metaBytes;
    }

    /**
     * The encoded data set, from its first byte. Each call begins anew and ends the stream of the call before. Need not be
     * closed.
     *
     * @throws IOException from here or from the stream: when the disk fails, or {@link ObjectChangedException} when the
     *     bytes are no longer those that were tested, in which case the end of the stream is never reached
     */
    public InputStream dataSet() throws IOException {
        InputStream file = bytes.rewind();
        file.skipNBytes(metaBytes);
        return file;
    }

    /** The whole object file, preamble and meta information included. Otherwise as {@link #dataSet()}. */
    public InputStream file() throws IOException {
        return bytes.rewind();
    }

    /**
     * The header, as {@link ObjectHeader} defines it; ends a stream of {@link #dataSet()}. Errors as there.
     *
     * @param limits from {@link ObjectHeader#limits}
     */
    public Attributes header(DecodingLimits limits) throws IOException {
        try (DatasetReader reader = new DatasetReader(dataSet(), meta.syntax(), limits)) {
            return ObjectHeader.read(reader);
        }
    }

    /** Closes the file. */
    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** Knows how much was read from it. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
