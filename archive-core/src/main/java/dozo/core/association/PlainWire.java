package dozo.core.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** In the clear: several pieces go in one call of the system, and what lies outside the heap without being copied. */
record PlainWire(SocketChannel channel) implements Wire {

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public void write(ByteBuffer... pieces) throws IOException {
        // A channel closes under a thread that was asked to stop. That one stops at its next wait, and may say goodbye
        // before.
        boolean interrupted = Thread.interrupted();
        try {
            int first = 0;
            while (first < pieces.length) {
                if (pieces[first].hasRemaining()) {
                    channel.write(pieces, first, pieces.length - first);
                } else {
                    first++;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Optional<X509Certificate> peerCertificate() {
        return Optional.empty();
    }
}
