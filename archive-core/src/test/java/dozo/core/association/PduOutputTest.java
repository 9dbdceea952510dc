package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.PduEncoder;
import dozo.core.testing.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An abort and the PDUs before it, on a real connection whose peer reads only what a test reads. */
class PduOutputTest {

    private static final byte[] ABORT = PduEncoder.encode(new Abort(AbortReason.SERVICE_USER));

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private Socket peer;
    private SocketChannel channel;
    private Transport transport;
    private PduOutput output;

    @BeforeEach
    void connect() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            peer = new Socket(
                    InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
            // So long that only the abort can end a write.
            channel = listener.accept();
            transport = new Transport(channel, Duration.ofDays(1));
        }
        output = new PduOutput(transport, Duration.ofDays(1));
    }

    @AfterEach
    void disconnect() throws Exception {
        transport.close();
        peer.close();
        writers.shutdownNow();
    }

    @Test
    void anAbortIsTheLastThatThePeerReads() throws Exception {
        output.write(ByteBuffer.wrap(new byte[] {1, 2}));
        output.writeAbort(ByteBuffer.wrap(ABORT));
        transport.close();

        byte[] expected = new byte[2 + ABORT.length];
        expected[0] = 1;
        expected[1] = 2;
        System.arraycopy(ABORT, 0, expected, 2, ABORT.length);
        assertArrayEquals(expected, peer.getInputStream().readAllBytes());
    }

    /** Nothing ends the writer's turn but the test, and nothing the abort's patience. */
    @Test
    void anAbortDoesNotWaitForAWriterAndGoesBehindWhatItWrites() throws Exception {
        output.lock();
        Patience.soon(CompletableFuture.runAsync(() -> output.writeAbort(ByteBuffer.wrap(ABORT)), writers));
        transport.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        output.unlock();
        transport.close();

        byte[] read = peer.getInputStream().readAllBytes();
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(read, 3));
        assertArrayEquals(ABORT, Arrays.copyOfRange(read, 3, read.length));
    }

    /** The system holds as much for the peer as it may, and nobody is writing. */
    @Test
    void anAbortEndsTheConnectionWhenThereIsNoRoomForIt() throws Exception {
        fill();
        PduOutput stuck = new PduOutput(transport, Duration.ZERO);

        Patience.soon(CompletableFuture.runAsync(() -> stuck.writeAbort(ByteBuffer.wrap(ABORT)), writers));

        assertFalse(channel.isOpen());
    }

    /** The last room goes byte by byte. */
    private void fill() throws IOException {
        channel.configureBlocking(false);
        for (int length = PduBatch.BYTES; length > 0; length /= 2) {
            while (channel.write(ByteBuffer.allocate(length)) > 0) {
                // there was room
            }
        }
        channel.configureBlocking(true);
    }

    @Test
    void anAbortEndsTheConnectionWhenAWriterIsStuckWithAPeerThatDoesNotRead() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        PduOutput impatient = new PduOutput(transport, Duration.ZERO);
        Future<Void> writer = writers.submit(() -> writeForEver(impatient, writing));
        writing.await();

        Patience.soon(CompletableFuture.runAsync(() -> impatient.writeAbort(ByteBuffer.wrap(ABORT)), writers));

        ExecutionException end = assertThrows(ExecutionException.class, () -> Patience.soon(writer));
        assertInstanceOf(IOException.class, end.getCause());
    }

    /** Without ever giving its turn away, so that it is stuck sooner or later whatever the system holds for the peer. */
    private Void writeForEver(PduOutput output, CountDownLatch writing) throws IOException {
        byte[] pdus = new byte[PduBatch.BYTES];
        output.lock();
        try {
            writing.countDown();
            while (true) {
                transport.write(ByteBuffer.wrap(pdus));
            }
        } finally {
            output.unlock();
        }
    }
}
