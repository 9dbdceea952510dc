package dozo.qr.transcode;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetTranscoder;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans how instances change their transfer syntax. Stateless. */
public final class Transcodings {

    private static final Map<Uid, FrameDecoder> DECODERS = Map.of(
            new Uid("1.2.840.10008.1.2.5"), new RleFrameDecoder(),
            new Uid("1.2.840.10008.1.2.4.50"), new JpegBaselineFrameDecoder());

    private static final Set<Uid> LOSSY = Set.of(new Uid("1.2.840.10008.1.2.4.50"));

    /** Describe the fragments, which the copy does not have (PS3.3 section C.7.6.3). */
    private static final Set<Integer> OF_FRAGMENTS =
            Set.of(Tag.ExtendedOffsetTable, Tag.ExtendedOffsetTableLengths, Tag.EncapsulatedPixelDataValueTotalLength);

    private static final long MAX_FRAME_BYTES = 1L << 28;
    private static final long MAX_VALUE_BYTES = 0xFFFFFFFEL;

    private Transcodings() {}

    /**
     * Whether instances of {@code from} may be had in {@code to} at all, whatever their attributes; to choose presentation
     * contexts by.
     */
    public static boolean isConceivable(TransferSyntax from, TransferSyntax to) {
        return DatasetTranscoder.canConvert(from, to) || DECODERS.containsKey(from.uid()) && !to.encapsulated();
    }

    /**
     * How the instance of this header gets from one transfer syntax into another.
     *
     * @param header its elements before Pixel Data, unchanged by any replacement
     * @param replacements what takes the place of elements of the data set on the way; may be empty
     */
    public static Transcoding plan(Attributes header, TransferSyntax from, TransferSyntax to, Attributes replacements) {
        if (DatasetTranscoder.canConvert(from, to)) {
            return new Transcoding.Possible(new DatasetTranscoder(from, to).replacing(replacements), false);
        }
        FrameDecoder decoder = DECODERS.get(from.uid());
        if (!to.encapsulated() && describesNoPixels(header)) {
            return new Transcoding.Possible(new DatasetTranscoder(from, to).replacing(replacements), false);
        }
        if (decoder == null || to.encapsulated()) {
            return new Transcoding.Impossible("no conversion from " + from + " to " + to);
        }
        if (hasFragmentsInItems(header)) {
            return new Transcoding.Impossible("compressed pixel data inside a sequence");
        }
        Optional<PixelFormat> encoded = PixelFormat.of(header);
        if (encoded.isEmpty()) {
            return new Transcoding.Impossible("the attributes do not describe pixels");
        }
        FrameDecoder.Support support = decoder.support(encoded.get());
        if (support instanceof FrameDecoder.Support.Supported supported) {
            return decompress(header, new DatasetTranscoder(from, to), replacements, decoder, encoded.get(), supported);
        }
        return new Transcoding.Impossible(((FrameDecoder.Support.Unsupported) support).reason());
    }

    private static Transcoding decompress(
            Attributes header,
            DatasetTranscoder copy,
            Attributes replacements,
            FrameDecoder decoder,
            PixelFormat encoded,
            FrameDecoder.Support.Supported supported) {
        PixelFormat decoded = supported.decoded();
        if (decoded.bytesPerFrame() > MAX_FRAME_BYTES) {
            return new Transcoding.Impossible("frames of more than 256 MiB");
        }
        if (decoded.totalBytes() > MAX_VALUE_BYTES || !decoded.hasWholeBytes()) {
            return new Transcoding.Impossible("the native pixel data does not fit into one value");
        }
        Attributes all = new Attributes();
        describe(header, encoded, decoded, copy.from()).elements().forEach(all::put);
        replacements.elements().forEach(all::put);
        FrameSequence frames = new FrameSequence(decoder, encoded, decoded);
        return new Transcoding.Possible(
                new DatasetTranscoder(copy.from(), copy.to(), all, OF_FRAGMENTS, Optional.of(frames)), true);
    }

    /** The attributes that say other of the native pixels than of the compressed ones (PS3.5 section 8.2). */
    private static Attributes describe(
            Attributes header, PixelFormat encoded, PixelFormat decoded, TransferSyntax from) {
        Attributes changed = new Attributes();
        if (!decoded.photometric().equals(encoded.photometric())) {
            changed.put(Tag.PhotometricInterpretation, Vr.CS, decoded.photometric());
        }
        if (decoded.samples() > 1
                && (decoded.planes() != encoded.planes() || !header.contains(Tag.PlanarConfiguration))) {
            changed.put(Tag.PlanarConfiguration, Vr.US, decoded.planes() ? 1 : 0);
        }
        if (LOSSY.contains(from.uid())) {
            changed.put(Tag.LossyImageCompression, Vr.CS, "01"); // stays so for ever: PS3.3 section C.7.6.1.1.5
        }
        return changed;
    }

    /** Whether it is no image, such as a report that a device filed under the transfer syntax of its images. */
    private static boolean describesNoPixels(Attributes header) {
        return !header.contains(Tag.Rows) && !header.contains(Tag.Columns) && !header.contains(Tag.BitsAllocated);
    }

    private static boolean hasFragmentsInItems(Attributes header) {
        return header.elements().stream()
                .filter(Element.Items.class::isInstance)
                .flatMap(sequence -> ((Element.Items) sequence).items().stream())
                .anyMatch(item -> hasFragments(item) || hasFragmentsInItems(item));
    }

    private static boolean hasFragments(Attributes item) {
        return item.elements().stream()
                .anyMatch(element -> element instanceof Element.Fragments
                        || element instanceof Element.Skipped skipped && skipped.length() < 0);
    }
}
