package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Our requests that await responses: message IDs, the negotiated window (PS3.7 section D.3.3.3), and the response time-out.
 * Thread-safe.
 */
final class PendingRequests {

    private static final int MAX_MESSAGE_ID = 0xFFFF;

    private final Association association;
    private final Semaphore window;
    private final Map<Integer, ResponseQueue> queues = new ConcurrentHashMap<>();
    private int lastMessageId;
    private boolean closed;
    private volatile long lastActivityNanos = System.nanoTime();
    private volatile @Nullable Thread reader;

    PendingRequests(Association association) {
        this.association = association;
        int own = association.isRequestor()
                ? association.window().invoked()
                : association.window().performed();
        this.window = new Semaphore(own == 0 ? MAX_MESSAGE_ID : own);
    }

    /** One request from its message ID to its final response; the caller closes it. */
    final class Pending implements AutoCloseable {

        private final int messageId;
        private final ResponseQueue queue;

        private Pending(int messageId, ResponseQueue queue) {
            this.messageId = messageId;
            this.queue = queue;
        }

        int messageId() {
            return messageId;
        }

        /**
         * Waits for the next response. Responses to other requests of ours and sub-operations of a C-GET show that the peer is at
         * work; whatever else it sends does not, or it could keep us waiting for ever.
         */
        Response await() throws OperatingFailure {
            Duration limit = association.settings().timeOuts().response();
            long deadline = System.nanoTime() + limit.toNanos();
            long left = limit.toNanos();
            while (left > 0) {
                Optional<Response> response = takeWithin(Duration.ofNanos(left));
                if (response.isPresent()) {
                    return response.get();
                }
                if (queue.isClosed()) {
                    throw lost();
                }
                deadline = Math.max(deadline, lastActivityNanos + limit.toNanos());
                left = deadline - System.nanoTime();
            }
            association.abortTimedOut("no response in time");
            throw new OperatingFailure(
                    FailureCode.PEER_TIMED_OUT,
                    association.calledAeTitle() + " did not answer within " + limit.toSeconds()
                            + " s; the association was aborted.");
        }

        private Optional<Response> takeWithin(Duration limit) throws OperatingFailure {
            try {
                return queue.take(limit);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }

        @Override
        public void close() {
            queues.remove(messageId);
            queue.close();
            window.release();
        }
    }

    /**
     * Takes a place in the window, waiting for one to be free, and a message ID.
     *
     * @throws IllegalStateException on the reader thread, which would wait for what only it can read
     */
    Pending begin() throws OperatingFailure {
        if (Thread.currentThread() == reader) {
            throw new IllegalStateException("a request on the thread that reads its response");
        }
        Duration limit = association.settings().timeOuts().response();
        try {
            if (!window.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new OperatingFailure(
                        FailureCode.PEER_TIMED_OUT,
                        association.calledAeTitle() + " answered none of the outstanding requests within "
                                + limit.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return register();
    }

    private synchronized Pending register() throws OperatingFailure {
        if (closed) {
            window.release();
            throw lost();
        }
        do {
            lastMessageId = lastMessageId % MAX_MESSAGE_ID + 1;
        } while (queues.containsKey(lastMessageId));
        ResponseQueue queue = new ResponseQueue();
        queues.put(lastMessageId, queue);
        return new Pending(lastMessageId, queue);
    }

    Optional<ResponseQueue> find(int messageId) {
        return Optional.ofNullable(queues.get(messageId));
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** A message came; called on the reader thread. */
    void noteReader() {
        reader = Thread.currentThread();
    }

    /** What came shows that the peer is at work for us. */
    void noteActivity() {
        lastActivityNanos = System.nanoTime();
    }

    /** The association has ended: nobody waits any longer. */
    synchronized void close() {
        closed = true;
        queues.values().forEach(ResponseQueue::close);
    }

    OperatingFailure lost() {
        return new OperatingFailure(
                FailureCode.ASSOCIATION_ABORTED,
                "The association with " + association.calledAeTitle() + " ended before the answer: "
                        + association.end().map(Object::toString).orElse("connection lost") + ".");
    }

    private static OperatingFailure interrupted() {
        Thread.currentThread().interrupt();
        return new OperatingFailure(FailureCode.TOO_BUSY, "Interrupted while waiting for a peer.");
    }
}
