package dozo.core.association;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * One transport connection: timed reads, guarded writes, counters. One thread reads, one at a time writes; everything else may be
 * called on any thread.
 */
final class Transport implements AutoCloseable {

    /** Why the watchdog closed the connection. */
    enum Overdue {
        NO,
        ARTIM,
        WRITE
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final Socket tcp;
    private final QuickAck quickAck;
    private final Duration writeTimeOut;
    private final TimedInput input = new TimedInput();
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private volatile long artimDeadline = NEVER;
    private volatile long writeDeadline = NEVER;
    private volatile long lastDeadline = NEVER;
    private volatile Overdue overdue = Overdue.NO;
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();

    /** Takes over a connected socket; the watchdog watches it from here on. */
    Transport(Socket tcp, Duration writeTimeOut) throws IOException {
        this.tcp = tcp;
        this.writeTimeOut = writeTimeOut;
        this.quickAck = new QuickAck(tcp);
        tcp.setTcpNoDelay(true);
        tcp.setKeepAlive(true);
        use(tcp);
        Watchdog.shared().watch(this);
    }

    /** Goes on in TLS; must be called before anything is read or written. */
    void startTls(TlsContext tls, boolean requestor) throws IOException {
        SSLSocket secure = tls.wrap(tcp, requestor);
        use(secure);
        secure.startHandshake();
    }

    private void use(Socket chosen) throws IOException {
        this.socket = chosen;
        this.in = chosen.getInputStream();
        this.out = chosen.getOutputStream();
    }

    InetSocketAddress remoteAddress() {
        return (InetSocketAddress) tcp.getRemoteSocketAddress();
    }

    /** The peer's certificate, verified in the handshake; empty without TLS or when it showed none. */
    Optional<X509Certificate> peerCertificate() {
        if (!(socket instanceof SSLSocket secure)) {
            return Optional.empty();
        }
        try {
            return Optional.of((X509Certificate) secure.getSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    InputStream input() {
        return input;
    }

    /**
     * Sets the time-outs of the PDU to be read next.
     *
     * @param first for its first byte; zero for ever
     * @param rest from there to its last
     */
    void expectPdu(Duration first, Duration rest) {
        input.begin(first, rest);
    }

    /** Sets the time-out of what is still to come of a PDU, some of which is here; zero for ever. */
    void expectRest(Duration rest) {
        input.goOn(rest);
    }

    /** Whether the PDU expected has begun to arrive. */
    boolean hasBegun() {
        return input.begun;
    }

    /** Writes {@code length} bytes; the watchdog closes the connection when the peer does not take them in time. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        writeDeadline = deadline(writeTimeOut);
        try {
            out.write(bytes, offset, length);
            bytesSent.addAndGet(length);
        } finally {
            writeDeadline = NEVER;
        }
    }

    /** Whoever writes, now or later, has so long from now; then the connection is closed. */
    void limitWrites(Duration limit) {
        lastDeadline = deadline(limit);
    }

    /** Reads and drops what comes until the peer closes or ARTIM does. */
    void discardUntilClosed() throws IOException {
        input.begin(Duration.ZERO, Duration.ZERO);
        byte[] dropped = new byte[8 * 1024];
        while (input.read(dropped, 0, dropped.length) >= 0) {
            input.begin(Duration.ZERO, Duration.ZERO);
        }
    }

    void startArtim(Duration limit) {
        artimDeadline = deadline(limit);
    }

    void stopArtim() {
        artimDeadline = NEVER;
    }

    Overdue overdue() {
        return overdue;
    }

    /** Whether bytes have come, read or not yet. */
    boolean hasReceived() {
        try {
            return bytesReceived.get() > 0 || tcp.getInputStream().available() > 0;
        } catch (IOException e) {
            // It is being closed: nothing more will be read.
            return false;
        }
    }

    long bytesReceived() {
        return bytesReceived.get();
    }

    long bytesSent() {
        return bytesSent.get();
    }

    void closeIfOverdue(long now) {
        long artim = artimDeadline;
        long write = writeDeadline;
        if (isOver(artim, now)) {
            overdue = Overdue.ARTIM;
            close();
        } else if (write != NEVER && (isOver(write, now) || isOver(lastDeadline, now))) {
            overdue = Overdue.WRITE;
            close();
        }
    }

    private static boolean isOver(long deadline, long now) {
        return deadline != NEVER && now - deadline > 0;
    }

    /** Closes at once, also under a thread that reads or writes; TLS is not asked to say goodbye, since that could block. */
    @Override
    public void close() {
        Watchdog.shared().forget(this);
        try {
            tcp.close();
        } catch (IOException e) {
            // A socket that cannot be closed is as good as closed; there is nothing left to do with it.
        }
    }

    private static long deadline(Duration limit) {
        long at = System.nanoTime() + limit.toNanos();
        return at == NEVER ? at + 1 : at;
    }

    /** Reads within a deadline that covers many reads, so that a peer cannot stretch a PDU byte by byte. */
    private final class TimedInput extends InputStream {

        private long restNanos;
        private long deadline;
        private boolean limited;
        private boolean begun;
        private boolean acknowledged;

        void begin(Duration first, Duration rest) {
            begun = false;
            acknowledged = false;
            restNanos = rest.toNanos();
            limit(first.toNanos());
        }

        void goOn(Duration rest) {
            begun = true;
            acknowledged = false;
            limit(rest.toNanos());
        }

        private void limit(long nanos) {
            limited = nanos > 0;
            deadline = System.nanoTime() + nanos;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            socket.setSoTimeout(limited ? millisLeft() : 0);
            if (!acknowledged) {
                acknowledged = true;
                quickAck.rearm();
            }
            int count = in.read(target, offset, length);
            if (count > 0) {
                bytesReceived.addAndGet(count);
            }
            if (!begun) {
                begun = true;
                limit(restNanos);
            }
            return count;
        }

        private int millisLeft() throws SocketTimeoutException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (deadline - System.nanoTime() <= 0) {
                throw new SocketTimeoutException("the time for a PDU is over");
            }
            return (int) Math.max(1, left);
        }
    }
}
