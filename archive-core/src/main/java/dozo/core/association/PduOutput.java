package dozo.core.association;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the PDUs of one association, one at a time. An abort is the exception: it does not wait long for a PDU that is just
 * being written. Thread-safe.
 */
final class PduOutput {

    /** How long an abort waits for a PDU that is just being written before it gives up saying anything. */
    private static final long ABORT_LOCK_MS = 500;

    private final Transport transport;
    private final ReentrantLock writing = new ReentrantLock();

    PduOutput(Transport transport) {
        this.transport = transport;
    }

    /** Keeps others from writing until {@link #unlock}, so that a change of state and its PDU belong together. */
    void lock() {
        writing.lock();
    }

    void unlock() {
        writing.unlock();
    }

    /** Waits for its turn and writes. @throws IOException when the PDU cannot be written whole */
    void write(byte[] pdu, int length) throws IOException {
        writing.lock();
        try {
            transport.write(pdu, 0, length);
        } finally {
            writing.unlock();
        }
    }

    /** A writer that is stuck with a peer who does not read must not hold up the abort: then the connection just ends. */
    void writeAbort(byte[] pdu, int length) {
        boolean locked = false;
        try {
            locked = writing.tryLock(ABORT_LOCK_MS, TimeUnit.MILLISECONDS);
            if (locked) {
                transport.write(pdu, 0, length);
            } else {
                transport.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            transport.close();
        } catch (IOException e) {
            transport.close();
        } finally {
            if (locked) {
                writing.unlock();
            }
        }
    }
}
