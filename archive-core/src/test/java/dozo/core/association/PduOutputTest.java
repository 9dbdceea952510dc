package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.PduEncoder;
import dozo.core.testing.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
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
    private Transport transport;
    private PduOutput output;

    @BeforeEach
    void connect() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
            // So long that only the abort can end a write.
            transport = new Transport(listener.accept(), Duration.ofDays(1));
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
        output.write(new byte[] {1, 2, 3}, 2);
        output.writeAbort(ABORT, ABORT.length);
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
        Patience.soon(CompletableFuture.runAsync(() -> output.writeAbort(ABORT, ABORT.length), writers));
        transport.write(new byte[] {1, 2, 3}, 0, 3);
        output.unlock();
        transport.close();

        byte[] read = peer.getInputStream().readAllBytes();
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(read, 3));
        assertArrayEquals(ABORT, Arrays.copyOfRange(read, 3, read.length));
    }

    /** The system holds as much for the peer as it may, and nobody is writing. */
    @Test
    void anAbortEndsTheConnectionWhenThereIsNoRoomForIt() throws Exception {
        try (FullSocket full = new FullSocket();
                Transport slow = new Transport(full, Duration.ofDays(1))) {
            PduOutput stuck = new PduOutput(slow, Duration.ZERO);

            Patience.soon(CompletableFuture.runAsync(() -> stuck.writeAbort(ABORT, ABORT.length), writers));

            assertTrue(full.isClosed());
        }
    }

    /** Takes nothing, and holds up whoever writes until it is closed. */
    private static final class FullSocket extends Socket {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setKeepAlive(boolean on) {}

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new SocketException("closed");
                }
            };
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            super.close();
        }
    }

    @Test
    void anAbortEndsTheConnectionWhenAWriterIsStuckWithAPeerThatDoesNotRead() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        PduOutput impatient = new PduOutput(transport, Duration.ZERO);
        Future<Void> writer = writers.submit(() -> writeForEver(impatient, writing));
        writing.await();

        Patience.soon(CompletableFuture.runAsync(() -> impatient.writeAbort(ABORT, ABORT.length), writers));

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
                transport.write(pdus, 0, pdus.length);
            }
        } finally {
            output.unlock();
        }
    }
}
