package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;

/**
 * Copies a data set from one transfer syntax into another element by element, so that no value is held in memory
 * (INV-8). Values stay as they are but for byte order; lengths of sequences become undefined, retired group lengths are
 * left out. Immutable and thread-safe: one may serve many copies at once.
 *
 * @param from how the source is encoded
 * @param to how the copy is encoded
 * @param replacements elements of the data set itself that take the place of those in the source, or are added; their text
 *     must be encoded in the character set of the data set
 * @param omitted tags of the data set itself to leave out
 * @param pixels how encapsulated Pixel Data becomes native; empty to carry it over as it is
 */
public record DatasetTranscoder(
        TransferSyntax from,
        TransferSyntax to,
        Attributes replacements,
        Set<Integer> omitted,
        Optional<PixelDecoding> pixels) {

    private static final int MAX_DEPTH = DecodingLimits.STANDARD.maxDepth();

    /** A copy that changes the encoding alone. */
    public DatasetTranscoder(TransferSyntax from, TransferSyntax to) {
        this(from, to, new Attributes(), Set.of(), Optional.empty());
    }

    public DatasetTranscoder {
        omitted = Set.copyOf(omitted);
    }

    /** Whether the encoding of elements is all that differs: both are native, or it is the same syntax. */
    public static boolean canConvert(TransferSyntax from, TransferSyntax to) {
        return from.uid().equals(to.uid()) || !from.encapsulated() && !to.encapsulated();
    }

    /** The same copy with these elements in place of the source's, or added. */
    public DatasetTranscoder replacing(Attributes elements) {
        return new DatasetTranscoder(from, to, elements, omitted, pixels);
    }

    /**
     * Copies the whole data set. {@code out} should be buffered; it is neither flushed nor closed, nor is {@code in}.
     *
     * @throws DecodingException when the source cannot be understood, or holds encapsulated pixel data that the target
     *     cannot have; part of the copy may have been written then
     * @throws IOException when reading or writing fails
     */
    public void copy(InputStream in, OutputStream out) throws IOException {
        if (!to.deflated()) {
            copyInflated(in, out);
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflatedOutput deflated = new DeflatedOutput(out, deflater);
            copyInflated(in, deflated);
            deflated.finish();
        } finally {
            deflater.end();
        }
    }

    private void copyInflated(InputStream in, OutputStream out) throws IOException {
        if (!from.deflated()) {
            copyElements(in, out);
            return;
        }
        try (InflatingStream inflated = new InflatingStream(in)) {
            copyElements(inflated, out);
        }
    }

    private void copyElements(InputStream in, OutputStream out) throws IOException {
        DatasetParser parser = new DatasetParser(new ByteSource(in), ByteEncoding.of(from), MAX_DEPTH);
        ElementWriter writer = new ElementWriter(out, ByteEncoding.of(to));
        boolean encapsulatedAllowed = to.encapsulated() || from.uid().equals(to.uid());
        RewritingSink sink = new RewritingSink(writer, replacements, omitted, encapsulatedAllowed);
        if (pixels.isPresent() && parser.parse(sink, Integer.toUnsignedLong(Tag.PixelData))) {
            ElementHeader next = parser.peek();
            if (next.tag() == Tag.PixelData && next.length() != 0) {
                sink.reach(Tag.PixelData);
                decode(next, parser, writer, pixels.get());
            }
        }
        parser.parse(sink, DatasetParser.NO_STOP);
        sink.finish();
    }

    private static void decode(ElementHeader header, DatasetParser parser, ElementWriter writer, PixelDecoding pixels)
            throws IOException {
        if (!header.isUndefined()) {
            throw DecodingException.malformed("native Pixel Data in an encapsulated transfer syntax");
        }
        parser.take(header);
        FragmentReader fragments = new FragmentReader(parser);
        try (ValueOutput value = writer.value(Tag.PixelData, pixels.vr(), pixels.lengthBytes())) {
            pixels.decode(fragments, value);
        }
        fragments.skip();
    }
}
