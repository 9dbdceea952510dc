package dozo.storage.integrity;

import dozo.storage.journal.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** An object too large to hold: read again from the file that was tested, and tested again on the way. */
record BytesOnDisk(StoredObject object, SeekableByteChannel channel, Imprints imprints) implements TestedBytes {

    @Override
    public InputStream rewind() throws IOException {
        channel.position(0);
        return new Retested(object, channel, imprints.test(object.digest()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Tests what passes, and lets the last bytes pass only when all of them were right. */
    private static final class Retested extends InputStream {

        private final StoredObject object;
        private final SeekableByteChannel channel;
        private final BytesTest test;
        private long remaining;

        Retested(StoredObject object, SeekableByteChannel channel, BytesTest test) {
            this.object = object;
            this.channel = channel;
            this.test = test;
            this.remaining = object.sizeBytes();
        }

        /** In steps that a disk likes. */
        @Override
        public long transferTo(OutputStream out) throws IOException {
            long before = remaining;
            byte[] buffer = new byte[(int) Math.min(ObjectMemory.SEGMENT_BYTES, remaining)];
            while (remaining > 0) {
                int count = read(buffer, 0, buffer.length);
                out.write(buffer, 0, count);
            }
            return before;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (remaining == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, remaining);
            int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted));
            if (count < 0) {
                throw new ObjectChangedException(object.sopInstanceUid());
            }
            test.update(ByteBuffer.wrap(buffer, offset, count));
            remaining -= count;
            if (remaining == 0 && !test.passes()) {
                throw new ObjectChangedException(object.sopInstanceUid());
            }
            return count;
        }
    }
}
