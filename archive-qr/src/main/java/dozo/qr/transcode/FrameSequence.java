package dozo.qr.transcode;

import dozo.core.dataset.Vr;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.FragmentReader;
import dozo.core.encoding.PixelDecoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The frames of one instance, decoded one after the other; memory holds two encoded frames and a decoded one. Offset tables are
 * not needed and not trusted: where a frame begins its decoder tells from the fragments (PS3.5 section A.4).
 *
 * @param decoder of the source's transfer syntax
 * @param encoded what the source's attributes say
 * @param decoded what the copy's attributes say
 */
record FrameSequence(FrameDecoder decoder, PixelFormat encoded, PixelFormat decoded) implements PixelDecoding {

    /** Above the native size that a compressed frame may reach when compression did not pay. */
    private static final long SLACK_BYTES = 1 << 20;

    @Override
    public Vr vr() {
        return decoded.bitsAllocated() <= 8 ? Vr.OB : Vr.OW;
    }

    @Override
    public long lengthBytes() {
        return decoded.totalBytes();
    }

    @Override
    public void decode(FragmentReader fragments, OutputStream pixels) throws IOException {
        long limit = encoded.bytesPerFrame() * 2 + SLACK_BYTES;
        fragments.skipNext(); // the Basic Offset Table
        Optional<byte[]> next = fragments.next(limit);
        for (int frame = 0; frame < encoded.frames(); frame++) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            while (next.isPresent() && continues(whole, next.get())) {
                if (whole.size() + next.get().length > limit) {
                    throw new DecodingException(
                            DecodingException.Reason.LIMIT_EXCEEDED,
                            "a compressed frame of more than " + limit + " bytes");
                }
                whole.writeBytes(next.get());
                next = fragments.next(limit);
            }
            pixels.write(decoder.decode(whole.toByteArray(), encoded));
        }
    }

    /** Whether the fragment belongs to the frame gathered so far. */
    private boolean continues(ByteArrayOutputStream frame, byte[] fragment) {
        return frame.size() == 0 || encoded.frames() == 1 || !decoder.startsFrame(fragment);
    }
}
