package dozo.storage.integrity;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.storage.index.header.AttributeLevels;
import java.io.IOException;

/**
 * The part of a data set that the index takes its rows from: what queries can ask for, without the large sequences of
 * reports, plans, functional groups and waveforms. Ingest and rebuild both read it here, so that both see the same (INV-4).
 */
public final class ObjectHeader {

    /** Of structured reports (PS3.3 section C.17.3): large, and no query key. */
    private static final int CONTENT_SEQUENCE = 0x0040A730;

    /** Where plans, structures, functional groups, waveforms and spectra begin: large, and hardly a query key. */
    private static final int END_OF_KEYS = 0x30020000;

    /** The few query keys among them, such as the label of a plan. */
    private static final int[] KEYS_BEHIND = keysBehind();

    /** The group of pixel data; Float and Double Float Pixel Data come before Pixel Data (PS3.3 section C.7.6.24). */
    private static final int FIRST_PIXEL_DATA = 0x7FE00000;

    /** Longer values are no query keys: 64 KiB. */
    private static final int MAX_VALUE_BYTES = 64 << 10;

    /** All values of a header: 16 MiB. */
    private static final long MAX_HEADER_BYTES = 16L << 20;

    private ObjectHeader() {}

    /** The limits to receive a header with, not above {@link #storedLimits}; the lengths are the same everywhere, since rows depend on them. */
    public static DecodingLimits limits(int maxDepth, int maxElements) {
        return new DecodingLimits(maxDepth, MAX_VALUE_BYTES, maxElements, MAX_HEADER_BYTES);
    }

    /** To read what is stored: whatever the limits of ingest are now, it was accepted under earlier ones (INV-4). */
    public static DecodingLimits storedLimits() {
        return limits(DecodingLimits.STANDARD.maxDepth(), DecodingLimits.STANDARD.maxElements());
    }

    /**
     * Reads up to the pixel data, and leaves the reader there.
     *
     * @param reader at the beginning of a data set, made with {@link #limits}
     * @throws dozo.core.encoding.DecodingException when the data set cannot be understood or exceeds a limit
     */
    public static Attributes read(DatasetReader reader) throws IOException {
        Attributes header = reader.readUntil(CONTENT_SEQUENCE);
        reader.passUntil(CONTENT_SEQUENCE + 1);
        for (Element element : reader.readUntil(END_OF_KEYS).elements()) {
            header.put(element);
        }
        for (int tag : KEYS_BEHIND) {
            reader.passUntil(tag);
            reader.readUntil(tag + 1).element(tag).ifPresent(header::put);
        }
        reader.passUntil(FIRST_PIXEL_DATA);
        return header;
    }

    private static int[] keysBehind() {
        return AttributeLevels.all().keySet().stream()
                .filter(tag -> Integer.compareUnsigned(tag, END_OF_KEYS) >= 0)
                .sorted(Integer::compareUnsigned)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
