package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.value.Uid;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A DICOM file of any origin, read with leniency (PS3.10 section 7): preamble, file meta information and its length may
 * be missing or wrong, and a missing transfer syntax is guessed. Owns the stream it reads. Not thread-safe.
 */
public final class Part10File implements Closeable {

    private final InputStream in;
    private final Attributes meta;
    private final TransferSyntax syntax;
    private final long dataSetOffset;
    private final InputStream dataSet;

    private Part10File(
            InputStream in, Attributes meta, TransferSyntax syntax, long dataSetOffset, InputStream dataSet) {
        this.in = in;
        this.meta = meta;
        this.syntax = syntax;
        this.dataSetOffset = dataSetOffset;
        this.dataSet = dataSet;
    }

    /** Opens a file. Errors as {@link #open(InputStream)}. */
    public static Part10File open(Path file) throws IOException {
        return open(Files.newInputStream(file));
    }

    /**
     * Reads what stands before the data set. Closing the result closes {@code in}; so does failing.
     *
     * @throws DecodingException when the file meta information is there but cannot be understood
     */
    public static Part10File open(InputStream in) throws IOException {
        try {
            return read(in);
        } catch (IOException | RuntimeException e) {
            try {
                in.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static Part10File read(InputStream in) throws IOException {
        ByteSource source = new ByteSource(in);
        int prefixEnd = FileMeta.PREAMBLE_BYTES + 4;
        if (source.lookAhead(prefixEnd) == prefixEnd
                && source.intAt(FileMeta.PREAMBLE_BYTES, false) == FileMeta.PREFIX) {
            source.take(prefixEnd);
        }
        Attributes meta = new Attributes();
        if (source.lookAhead(2) == 2 && source.shortAt(0, false) == 0x0002) {
            meta = readMeta(source);
        }
        Optional<TransferSyntax> declared = meta.uid(Tag.TransferSyntaxUID).map(TransferSyntax::of);
        TransferSyntax syntax = declared.isPresent() ? declared.get() : EncodingGuess.guess(source);
        return new Part10File(in, meta, syntax, source.position(), source.remaining());
    }

    /** Reads group 0002 by its tags, since its length may be wrong; in implicit VR where a device wrote it so. */
    private static Attributes readMeta(ByteSource source) throws IOException {
        AttributesBuilder builder = new AttributesBuilder(DecodingLimits.MESSAGE, Allowance.UNSHARED);
        new DatasetParser(source, ByteEncoding.EXPLICIT_LITTLE, 1).parseGroup(builder, 0x0002);
        return builder.take();
    }

    /** The transfer syntax of the data set: as declared, or guessed from the first element. */
    public TransferSyntax syntax() {
        return syntax;
    }

    /** The elements of group 0002, empty when the file has none. */
    public Attributes metaElements() {
        return meta;
    }

    /** What the file says of its instance; empty when it says it not, or not with valid UIDs. */
    public Optional<FileMeta> meta() {
        Optional<Uid> sopClass = meta.uid(Tag.MediaStorageSOPClassUID);
        Optional<Uid> instance = meta.uid(Tag.MediaStorageSOPInstanceUID);
        return meta.contains(Tag.TransferSyntaxUID) && sopClass.isPresent() && instance.isPresent()
                ? Optional.of(new FileMeta(sopClass.get(), instance.get(), syntax))
                : Optional.empty();
    }

    /** Whether the transfer syntax was declared, not guessed. */
    public boolean isSyntaxDeclared() {
        return meta.element(Tag.TransferSyntaxUID).filter(e -> !e.isEmpty()).isPresent();
    }

    /** Where the data set begins, in bytes from the start of the file. */
    public long dataSetOffset() {
        return dataSetOffset;
    }

    /** The encoded data set; to be read once. */
    public InputStream dataSet() {
        return dataSet;
    }

    /** A reader at the start of the data set, instead of {@link #dataSet()}. */
    public DatasetReader reader(DecodingLimits limits) {
        return new DatasetReader(dataSet, syntax, limits);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
