package dozo.core.dimse;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The responses to one request, on their way from the reader thread to the thread that made it. Bounded: the reader waits when the
 * other does not keep up, so that the peer waits too. Thread-safe.
 */
final class ResponseQueue {

    private static final int CAPACITY = 64;

    private final Queue<Response> responses = new ArrayDeque<>();
    private boolean closed;

    /** Puts a response, waiting for room; drops it when the queue is or gets closed. */
    synchronized void put(Response response) throws InterruptedException {
        while (!closed && responses.size() >= CAPACITY) {
            wait();
        }
        if (!closed) {
            responses.add(response);
            notifyAll();
        }
    }

    /** The next response; empty when the queue was closed and has none left, or none came within {@code limit}. */
    synchronized Optional<Response> take(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (responses.isEmpty() && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        notifyAll();
        return Optional.ofNullable(responses.poll());
    }

    /** Nothing more will be put: what is there can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
