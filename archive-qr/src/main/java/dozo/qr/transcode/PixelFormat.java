package dozo.qr.transcode;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the native pixels of an instance lie in memory (PS3.3 section C.7.6.3, PS3.5 section 8). Immutable.
 *
 * @param rows of each frame
 * @param columns of each frame
 * @param samples per pixel
 * @param bitsAllocated of each sample: 1, or a multiple of 8
 * @param frames how many there are, at least 1
 * @param photometric Photometric Interpretation, such as {@code RGB}
 * @param planes whether the samples lie plane by plane and not pixel by pixel
 */
record PixelFormat(
        int rows, int columns, int samples, int bitsAllocated, int frames, String photometric, boolean planes) {

    /** The format that the attributes describe; empty when they describe none that pixels can have. */
    static Optional<PixelFormat> of(Attributes header) {
        OptionalInt rows = header.integer(Tag.Rows);
        OptionalInt columns = header.integer(Tag.Columns);
        OptionalInt bits = header.integer(Tag.BitsAllocated);
        if (rows.isEmpty() || columns.isEmpty() || bits.isEmpty()) {
            return Optional.empty();
        }
        PixelFormat format = new PixelFormat(
                rows.getAsInt(),
                columns.getAsInt(),
                header.integer(Tag.SamplesPerPixel).orElse(1),
                bits.getAsInt(),
                header.integer(Tag.NumberOfFrames).orElse(1),
                header.string(Tag.PhotometricInterpretation).orElse(""),
                header.integer(Tag.PlanarConfiguration).orElse(0) == 1);
        return format.isPossible() ? Optional.of(format) : Optional.empty();
    }

    private boolean isPossible() {
        boolean bits = bitsAllocated == 1 && samples == 1 || bitsAllocated % 8 == 0 && bitsAllocated <= 64;
        return bits && bitsAllocated > 0 && rows > 0 && columns > 0 && frames > 0 && samples > 0 && samples <= 4;
    }

    int bytesPerSample() {
        return bitsAllocated / 8;
    }

    long pixelsPerFrame() {
        return (long) rows * columns;
    }

    /** Bytes of one frame; bits are packed eight to a byte. */
    long bytesPerFrame() {
        return bitsAllocated == 1 ? (pixelsPerFrame() + 7) / 8 : pixelsPerFrame() * samples * bytesPerSample();
    }

    /** Whether each frame fills whole bytes, so that frames can be put one after the other. */
    boolean hasWholeBytes() {
        return bitsAllocated > 1 || frames == 1 || pixelsPerFrame() % 8 == 0;
    }

    long totalBytes() {
        return Math.multiplyExact(bytesPerFrame(), (long) frames);
    }

    /** The same pixels in another colour space, pixel by pixel. */
    PixelFormat interleaved(String otherPhotometric) {
        return new PixelFormat(rows, columns, samples, bitsAllocated, frames, otherPhotometric, false);
    }
}
