package dozo.qr.transcode;

import dozo.core.encoding.DecodingException;

/** Decompresses frames of one transfer syntax. Implementations keep no state between frames and are thread-safe. */
interface FrameDecoder {

    /** What decoded frames will be like, or why this decoder cannot decode them. */
    Support support(PixelFormat encoded);

    /** Whether a fragment is the first of its frame; asked only when an instance has several frames. */
    boolean startsFrame(byte[] fragment);

    /**
     * Decodes one frame into native pixels, little endian, as {@link #support} said they would lie.
     *
     * @param frame the frame's fragments one after the other
     * @param encoded what the attributes say of the encoded frame
     * @return {@link PixelFormat#bytesPerFrame()} bytes
     * @throws DecodingException when the frame is damaged or is not what the attributes say
     */
    byte[] decode(byte[] frame, PixelFormat encoded) throws DecodingException;

    /** Whether, and to what, a decoder decodes. */
    sealed interface Support {

        /** @param decoded how the decoded pixels lie and what their Photometric Interpretation is */
        record Supported(PixelFormat decoded) implements Support {}

        /** @param reason for people, without patient data */
        record Unsupported(String reason) implements Support {}
    }
}
