package dozo.qr.transcode;

import dozo.core.encoding.DecodingException;

/**
 * What the marker segments of a JPEG stream say before its pixels (ISO/IEC 10918-1 annex B).
 *
 * @param process the marker of the frame header: C0H is baseline
 * @param precision bits per sample
 * @param rows as the stream says
 * @param columns as the stream says
 * @param components as the stream says
 * @param jfif whether there is a JFIF segment, which means YCbCr
 * @param adobeTransform the transform of an Adobe segment: 0 none, 1 YCbCr; -1 without such a segment
 */
record JpegMarkers(
        int process, int precision, int rows, int columns, int components, boolean jfif, int adobeTransform) {

    private static final int START_OF_IMAGE = 0xD8;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int BASELINE = 0xC0;

    /** Whether the stream says that its three components are YCbCr. */
    boolean isDeclaredYcc() {
        return adobeTransform >= 0 ? adobeTransform == 1 : jfif;
    }

    /** @throws DecodingException when this is no baseline stream of such frames */
    void requireBaseline(PixelFormat format) throws DecodingException {
        if (process != BASELINE || precision != 8) {
            throw malformed("not a JPEG baseline stream of 8 bits");
        }
        if (rows != format.rows() || columns != format.columns() || components != format.samples()) {
            throw malformed("the JPEG frame is " + columns + " x " + rows + " x " + components + ", the attributes say "
                    + format.columns() + " x " + format.rows() + " x " + format.samples());
        }
    }

    /** Reads up to the frame header. @throws DecodingException when there is none */
    static JpegMarkers read(byte[] stream) throws DecodingException {
        boolean jfif = false;
        int transform = -1;
        int at = 0;
        while (at + 4 <= stream.length) {
            if (unsigned(stream, at) != 0xFF) {
                throw malformed("no JPEG marker where one must be");
            }
            int marker = unsigned(stream, at + 1);
            if (marker == 0xFF || standsAlone(marker)) {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            int length = unsigned(stream, at + 2) << 8 | unsigned(stream, at + 3);
            if (isFrameHeader(marker) && at + 10 <= stream.length) {
                return frameHeader(stream, at, jfif, transform);
            }
            jfif |= marker == APP0 && startsWith(stream, at + 4, "JFIF");
            if (marker == APP14 && startsWith(stream, at + 4, "Adobe") && at + 16 <= stream.length) {
                transform = unsigned(stream, at + 15);
            }
            at += 2 + length;
        }
        throw malformed("no JPEG frame header");
    }

    private static JpegMarkers frameHeader(byte[] stream, int at, boolean jfif, int transform) {
        return new JpegMarkers(
                unsigned(stream, at + 1),
                unsigned(stream, at + 4),
                unsigned(stream, at + 5) << 8 | unsigned(stream, at + 6),
                unsigned(stream, at + 7) << 8 | unsigned(stream, at + 8),
                unsigned(stream, at + 9),
                jfif,
                transform);
    }

    /** SOI, TEM and the restart markers have no segment; FFH before a marker is a fill byte. */
    private static boolean standsAlone(int marker) {
        return marker == START_OF_IMAGE || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7;
    }

    /** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
    private static boolean isFrameHeader(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean startsWith(byte[] stream, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= stream.length || stream[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int unsigned(byte[] stream, int index) {
        return stream[index] & 0xFF;
    }

    private static DecodingException malformed(String message) {
        return new DecodingException(DecodingException.Reason.MALFORMED, message);
    }
}
