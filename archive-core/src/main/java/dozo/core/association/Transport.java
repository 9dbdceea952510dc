package dozo.core.association;

import dozo.core.thread.OutOfThreadsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One transport connection: timed reads, guarded writes, counters. One thread reads, one at a time writes; everything else may be
 * called on any thread. All its time-outs are the {@link Watchdog}'s, so that reading and writing are one call of the system each.
 */
final class Transport implements AutoCloseable {

    /** Why the watchdog closed the connection. */
    enum Overdue {
        NO,
        ARTIM,
        WRITE
    }

    /** Told of a PDU that does not come in time. */
    interface Reader {

        /** Whether to go on waiting for a PDU of which nothing has come. Must not block. */
        boolean isPatient();

        /** The time is over, but reading goes on. Called at most once, on a thread that may block. @param begun whether a part of the PDU has come */
        void overdue(boolean begun);
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final Socket tcp;
    private final InetSocketAddress remoteAddress;
    private final QuickAck quickAck;
    private final Duration writeTimeOut;
    private final TimedInput input = new TimedInput();
    private Wire wire;

    private volatile long artimDeadline = NEVER;
    private volatile long writeDeadline = NEVER;
    private volatile long lastDeadline = NEVER;
    private volatile Overdue overdue = Overdue.NO;
    private final AtomicReference<@Nullable ReadLimit> readLimit = new AtomicReference<>();
    private volatile @Nullable Reader reader;
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();

    /** Takes over a connected channel in blocking mode; the watchdog watches it from here on. */
    Transport(SocketChannel channel, Duration writeTimeOut) throws IOException {
        this.tcp = channel.socket();
        this.remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
        this.writeTimeOut = writeTimeOut;
        this.quickAck = new QuickAck(tcp);
        this.wire = new PlainWire(channel);
        tcp.setTcpNoDelay(true);
        tcp.setKeepAlive(true);
        Watchdog.shared().watch(this);
    }

    /** Goes on in TLS; must be called before anything is read or written. */
    void startTls(TlsContext tls, boolean requestor) throws IOException {
        SSLSocket secure = tls.wrap(tcp, requestor);
        wire = new TlsWire(secure);
        secure.startHandshake();
    }

    InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** The peer's certificate, verified in the handshake; empty without TLS or when it showed none. */
    Optional<X509Certificate> peerCertificate() {
        return wire.peerCertificate();
    }

    InputStream input() {
        return input;
    }

    /** Who is told when a PDU does not come in time; until then nobody is. */
    void readFor(Reader told) {
        this.reader = told;
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

    /** Writes all that remains of the pieces; the watchdog closes the connection when the peer does not take it in time. */
    void write(ByteBuffer... pieces) throws IOException {
        int length = 0;
        for (ByteBuffer piece : pieces) {
            length += piece.remaining();
        }
        writeDeadline = deadline(writeTimeOut);
        try {
            wire.write(pieces);
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

    /** Acts on whatever deadline has passed; blocks on nothing. */
    void checkDeadlines(long now) {
        long write = writeDeadline;
        if (isOver(artimDeadline, now)) {
            overdue = Overdue.ARTIM;
            close();
        } else if (write != NEVER && (isOver(write, now) || isOver(lastDeadline, now))) {
            overdue = Overdue.WRITE;
            close();
        } else {
            checkReading(now);
        }
    }

    /** A limit that is no longer there was the reader's, who has got what it waited for. */
    private void checkReading(long now) {
        ReadLimit limit = readLimit.get();
        Reader told = reader;
        if (limit == null || told == null || !isOver(limit.deadline(), now)) {
            return;
        }
        if (!limit.begun() && told.isPatient()) {
            readLimit.compareAndSet(limit, limit.anew());
        } else if (readLimit.compareAndSet(limit, null)) {
            reader = null;
            tell(told, limit.begun());
        }
    }

    private void tell(Reader told, boolean begun) {
        try {
            Watchdog.start(() -> told.overdue(begun));
        } catch (OutOfThreadsException e) {
            // The peer is told by the end of its connection.
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

    /**
     * Until when a read may last.
     *
     * @param begun whether a part of its PDU has come
     * @param length how long that was from its beginning
     */
    private record ReadLimit(long deadline, boolean begun, Duration length) {

        static ReadLimit of(Duration length, boolean begun) {
            return new ReadLimit(Transport.deadline(length), begun, length);
        }

        ReadLimit anew() {
            return of(length, begun);
        }
    }

    /** Reads within a limit that covers many reads, so that a peer cannot stretch a PDU byte by byte. */
    private final class TimedInput extends InputStream {

        private Duration rest = Duration.ZERO;
        private @Nullable ReadLimit limit;
        private boolean begun;
        private boolean acknowledged;

        void begin(Duration first, Duration rest) {
            this.rest = rest;
            begun = false;
            acknowledged = false;
            limit(first);
        }

        void goOn(Duration left) {
            begun = true;
            acknowledged = false;
            limit(left);
        }

        private void limit(Duration length) {
            limit = length.isZero() ? null : ReadLimit.of(length, begun);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!acknowledged) {
                acknowledged = true;
                quickAck.rearm();
            }
            int count;
            readLimit.set(limit);
            try {
                count = wire.read(target, offset, length);
            } finally {
                readLimit.set(null);
            }
            if (count > 0) {
                bytesReceived.addAndGet(count);
            }
            if (!begun) {
                begun = true;
                limit(rest);
            }
            return count;
        }
    }
}
