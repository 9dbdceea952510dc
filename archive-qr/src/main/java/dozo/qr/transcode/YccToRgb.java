package dozo.qr.transcode;

/** From YBR_FULL to RGB (PS3.3 section C.7.6.3.1.2, CCIR 601-2 with the full range), rounded and held within 0 to 255. */
final class YccToRgb {

    private static final int SHIFT = 16;
    private static final int HALF = 1 << SHIFT - 1;
    private static final int CR_TO_RED = fixed(1.402);
    private static final int CB_TO_GREEN = fixed(0.344136286);
    private static final int CR_TO_GREEN = fixed(0.714136286);
    private static final int CB_TO_BLUE = fixed(1.772);

    private YccToRgb() {}

    /** Converts three bytes a pixel in place. */
    static void convert(byte[] pixels) {
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            int y = pixels[i] & 0xFF;
            int cb = (pixels[i + 1] & 0xFF) - 128;
            int cr = (pixels[i + 2] & 0xFF) - 128;
            pixels[i] = clamp(y + (CR_TO_RED * cr + HALF >> SHIFT));
            pixels[i + 1] = clamp(y + (-CB_TO_GREEN * cb - CR_TO_GREEN * cr + HALF >> SHIFT));
            pixels[i + 2] = clamp(y + (CB_TO_BLUE * cb + HALF >> SHIFT));
        }
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << SHIFT));
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
