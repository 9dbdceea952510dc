package dozo.core.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** How the bytes of a connection come and go: in the clear or in TLS. One thread reads, one at a time writes. */
sealed interface Wire permits PlainWire, TlsWire {

    /** Waits for bytes, however long. @return how many came, at least one; -1 when the peer has closed */
    int read(byte[] target, int offset, int length) throws IOException;

    /** Writes all that remains of the pieces, in their order, and waits until the system has taken it. */
    void write(ByteBuffer... pieces) throws IOException;

    /** The peer's certificate, verified in the handshake; empty when it showed none. */
    Optional<X509Certificate> peerCertificate();
}
