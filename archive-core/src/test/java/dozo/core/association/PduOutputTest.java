package dozo.core.association;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.PduEncoder;
import dozo.core.testing.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
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
        output = new PduOutput(transport);
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

    @Test
    void anAbortEndsTheConnectionWhenAWriterIsStuckWithAPeerThatDoesNotRead() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        Future<Void> writer = writers.submit(() -> writeForEver(writing));
        writing.await();

        CompletableFuture.runAsync(() -> output.writeAbort(ABORT, ABORT.length), writers)
                .get(Patience.SECONDS, SECONDS);

        ExecutionException end = assertThrows(ExecutionException.class, () -> writer.get(Patience.SECONDS, SECONDS));
        assertInstanceOf(IOException.class, end.getCause());
    }

    /** Without ever giving its turn away, so that it is stuck sooner or later whatever the system holds for the peer. */
    private Void writeForEver(CountDownLatch writing) throws IOException {
        byte[] pdus = new byte[PduBatch.BYTES];
        output.lock();
        try {
            writing.countDown();
            while (true) {
                output.write(pdus, pdus.length);
            }
        } finally {
            output.unlock();
        }
    }
}
