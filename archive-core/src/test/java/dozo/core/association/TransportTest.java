package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.testing.Patience;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of reading and what is written, on a real connection. */
class TransportTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofDays(1);

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final Told told = new Told();
    private Socket peer;
    private Transport transport;

    /** Keeps what it is told; patient so many times. */
    private static final class Told implements Transport.Reader {

        final BlockingQueue<Boolean> overdue = new LinkedBlockingQueue<>();
        final AtomicInteger patience = new AtomicInteger();

        @Override
        public boolean isPatient() {
            return patience.getAndDecrement() > 0;
        }

        @Override
        public void overdue(boolean begun) {
            overdue.add(begun);
        }
    }

    @BeforeEach
    void connect() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            peer = new Socket(
                    InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
            transport = new Transport(listener.accept(), LONG);
        }
        transport.readFor(told);
    }

    @AfterEach
    void disconnect() throws Exception {
        transport.close();
        peer.close();
        readers.shutdownNow();
    }

    private boolean awaitOverdue() throws Exception {
        return Patience.soon(CompletableFuture.supplyAsync(this::takeOverdue, readers));
    }

    private boolean takeOverdue() {
        try {
            return told.overdue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<byte[]> read(int length) {
        return readers.submit(() -> transport.input().readNBytes(length));
    }

    @Test
    void tellsThatNothingCameAndGoesOnReading() throws Exception {
        transport.expectPdu(SHORT, LONG);
        Future<byte[]> reading = read(2);
        assertEquals(false, awaitOverdue());

        peer.getOutputStream().write(new byte[] {1, 2});
        assertArrayEquals(new byte[] {1, 2}, Patience.soon(reading));
    }

    @Test
    void tellsThatTheRestDidNotComeThoughBytesDo() throws Exception {
        transport.expectPdu(LONG, SHORT);
        Future<byte[]> reading = read(2);
        peer.getOutputStream().write(1);
        assertEquals(true, awaitOverdue());

        peer.getOutputStream().write(2);
        assertArrayEquals(new byte[] {1, 2}, Patience.soon(reading));
        assertTrue(told.overdue.isEmpty(), "told once");
    }

    @Test
    void asksForPatienceEachTimeAnew() throws Exception {
        told.patience.set(3);
        transport.expectPdu(SHORT, LONG);
        read(1);
        assertEquals(false, awaitOverdue());
        assertEquals(-1, told.patience.get());
    }

    @Test
    void hasNoPatienceForTheRestOfAPdu() throws Exception {
        told.patience.set(1);
        transport.expectRest(SHORT);
        read(1);
        assertEquals(true, awaitOverdue());
        assertEquals(1, told.patience.get());
    }

    @Test
    void writesThePiecesInTheirOrder() throws Exception {
        ByteBuffer outside = ByteBuffer.allocateDirect(4).put(new byte[] {2, 3, 4, 9});
        transport.write(
                ByteBuffer.wrap(new byte[] {9, 1}, 1, 1),
                outside.flip().limit(3),
                ByteBuffer.allocate(0),
                ByteBuffer.wrap(new byte[] {5}));
        assertEquals(5, transport.bytesSent());
        transport.close();
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, peer.getInputStream().readAllBytes());
    }

    /** A channel would close, and the peer never be told why. */
    @Test
    void writesForAThreadThatWasAskedToStop() throws Exception {
        Thread.currentThread().interrupt();
        transport.write(ByteBuffer.wrap(new byte[] {1}));
        assertTrue(Thread.interrupted());
        assertEquals(1, peer.getInputStream().read());
    }

    @Test
    void knowsThePeersAddressAlsoWhenItIsClosed() {
        InetSocketAddress address = transport.remoteAddress();
        transport.close();
        assertEquals(peer.getLocalPort(), address.getPort());
        assertEquals(address, transport.remoteAddress());
    }
}
