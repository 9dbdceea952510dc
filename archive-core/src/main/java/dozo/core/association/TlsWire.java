package dozo.core.association;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** In TLS: what is written is brought together first, since it is copied for its encryption anyway. */
final class TlsWire implements Wire {

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] together = new byte[0];

    /** @param socket its handshake is the caller's */
    TlsWire(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }

    @Override
    public void write(ByteBuffer... pieces) throws IOException {
        if (pieces.length == 1 && pieces[0].hasArray()) {
            ByteBuffer piece = pieces[0];
            out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            piece.position(piece.limit());
            return;
        }
        int length = 0;
        for (ByteBuffer piece : pieces) {
            length += piece.remaining();
        }
        if (together.length < length) {
            together = new byte[length];
        }
        int end = 0;
        for (ByteBuffer piece : pieces) {
            int count = piece.remaining();
            piece.get(together, end, count);
            end += count;
        }
        out.write(together, 0, end);
    }

    @Override
    public Optional<X509Certificate> peerCertificate() {
        try {
            return Optional.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
