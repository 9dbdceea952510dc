package dozo.qr.transcode;

import dozo.core.encoding.DecodingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless (PS3.5 Annex G): each byte of each sample is a plane of its own, packed by PackBits. */
final class RleFrameDecoder implements FrameDecoder {

    private static final int HEADER_BYTES = 64;
    private static final int MAX_SEGMENTS = 15;

    @Override
    public Support support(PixelFormat encoded) {
        boolean fits = encoded.samples() * Math.max(1, encoded.bytesPerSample()) <= MAX_SEGMENTS;
        return fits ? new Support.Supported(encoded) : new Support.Unsupported("RLE has at most 15 segments a frame");
    }

    /** Always: a frame is one fragment (PS3.5 section A.4.2). */
    @Override
    public boolean startsFrame(byte[] fragment) {
        return true;
    }

    @Override
    public byte[] decode(byte[] frame, PixelFormat format) throws DecodingException {
        int sampleBytes = Math.max(1, format.bytesPerSample());
        int[] offsets = offsets(frame, format.samples() * sampleBytes);
        byte[] pixels = new byte[Math.toIntExact(format.bytesPerFrame())];
        int planeBytes = pixels.length / (format.samples() * sampleBytes);
        int stride = format.planes() ? sampleBytes : sampleBytes * format.samples();
        for (int segment = 0; segment + 1 < offsets.length; segment++) {
            int sample = segment / sampleBytes;
            int significance = sampleBytes - 1 - segment % sampleBytes; // the most significant byte comes first
            int first = (format.planes() ? sample * planeBytes * sampleBytes : sample * sampleBytes) + significance;
            unpack(frame, offsets[segment], offsets[segment + 1], new Plane(pixels, first, stride, planeBytes));
        }
        return pixels;
    }

    /** Where each segment begins, and after them where the last one ends. */
    private static int[] offsets(byte[] frame, int expected) throws DecodingException {
        if (frame.length < HEADER_BYTES) {
            throw damaged("the RLE header is cut off");
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != expected) {
            throw damaged(header.getInt(0) + " RLE segments, and not " + expected);
        }
        int[] offsets = new int[expected + 1];
        offsets[expected] = frame.length;
        for (int i = expected - 1; i >= 0; i--) {
            offsets[i] = header.getInt(4 + 4 * i);
            if (offsets[i] < HEADER_BYTES || offsets[i] > offsets[i + 1]) {
                throw damaged("RLE segments out of order");
            }
        }
        return offsets;
    }

    /** PackBits (PS3.5 section G.3.2): bytes beyond the plane are padding, missing ones are damage. */
    private static void unpack(byte[] frame, int start, int end, Plane plane) throws DecodingException {
        int at = start;
        while (plane.left() > 0) {
            if (at >= end) {
                throw damaged("an RLE segment ends " + plane.left() + " bytes early");
            }
            int control = frame[at++];
            if (control >= 0) {
                int count = Math.min(control + 1, plane.left());
                if (at + count > end) {
                    throw damaged("an RLE segment ends inside a literal run");
                }
                plane.copy(frame, at, count);
                at += control + 1;
            } else if (control != -128) {
                if (at >= end) {
                    throw damaged("an RLE segment ends inside a replicate run");
                }
                plane.fill(frame[at++], Math.min(1 - control, plane.left()));
            }
        }
    }

    private static DecodingException damaged(String message) {
        return new DecodingException(DecodingException.Reason.MALFORMED, message);
    }

    /** One byte of one sample of every pixel, at its places among all. */
    private static final class Plane {
        private final byte[] pixels;
        private final int stride;
        private int at;
        private int left;

        Plane(byte[] pixels, int first, int stride, int count) {
            this.pixels = pixels;
            this.at = first;
            this.stride = stride;
            this.left = count;
        }

        int left() {
            return left;
        }

        void copy(byte[] source, int offset, int count) {
            for (int i = 0; i < count; i++) {
                pixels[at] = source[offset + i];
                at += stride;
            }
            left -= count;
        }

        void fill(byte value, int count) {
            for (int i = 0; i < count; i++) {
                pixels[at] = value;
                at += stride;
            }
            left -= count;
        }
    }
}
