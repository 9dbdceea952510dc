package dozo.core.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the PDUs of one association, one at a time. Who aborts does not wait for a PDU that is just being written: the abort goes
 * behind it, by the hand of its writer. Thread-safe.
 */
final class PduOutput {

    /** How long a PDU that is being written, and then the abort, may still take; the connection of a peer that does not read just ends. */
    private static final Duration ABORT_PATIENCE = Duration.ofMillis(500);

    private final Transport transport;
    private final Duration abortPatience;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicReference<ByteBuffer @Nullable []> abort = new AtomicReference<>();

    PduOutput(Transport transport) {
        this(transport, ABORT_PATIENCE);
    }

    PduOutput(Transport transport, Duration abortPatience) {
        this.transport = transport;
        this.abortPatience = abortPatience;
    }

    /** Keeps others from writing until {@link #unlock}, so that a change of state and its PDU belong together. */
    void lock() {
        writing.lock();
    }

    void unlock() {
        writing.unlock();
        writeAbortIfAsked();
    }

    /** Waits for its turn and writes whole PDUs. @throws IOException when they cannot be written whole */
    void write(ByteBuffer... pdus) throws IOException {
        lock();
        try {
            transport.write(pdus);
        } finally {
            unlock();
        }
    }

    /** Sends an abort behind the PDU that is being written, if there is one. Nothing may be written after it. */
    void writeAbort(ByteBuffer... pdu) {
        transport.limitWrites(abortPatience);
        abort.set(pdu);
        writeAbortIfAsked();
    }

    /** Who finds another writing may go: that one comes here, too. */
    private void writeAbortIfAsked() {
        if (abort.get() == null || !writing.tryLock()) {
            return;
        }
        try {
            ByteBuffer[] pdu = abort.getAndSet(null);
            if (pdu != null) {
                transport.write(pdu);
            }
        } catch (IOException e) {
            transport.close();
        } finally {
            writing.unlock();
        }
    }
}
