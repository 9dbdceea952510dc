package dozo.qr.retrieve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.MDC;

/**
 * Has the next instances of an association read and tested while it sends, where a processor has nothing else to do. Used, and
 * closed, by the one thread that sends.
 */
final class Lookahead implements AutoCloseable {

    /** So many are made ready at a time (INV-8): enough for some processors, and for a slow one among them. */
    static final int INSTANCES = 4;

    private final InstanceQueue queue;
    private final Function<QueuedInstance, Optional<Prepared>> preparation;
    private final Helpers helpers;
    private final Map<String, String> logContext = MDC.getCopyOfContextMap();
    private final Deque<Upcoming> upcoming = new ArrayDeque<>();

    /**
     * @param preparation of an instance; empty when it cannot be sent
     * @param helpers know of the sender from here to the end
     */
    Lookahead(InstanceQueue queue, Function<QueuedInstance, Optional<Prepared>> preparation, Helpers helpers) {
        this.queue = queue;
        this.preparation = preparation;
        this.helpers = helpers;
        helpers.begun();
    }

    /** The next instance; empty when none waits, though another sender may still give one back. */
    Optional<Upcoming> next() {
        Upcoming next = upcoming.poll();
        Optional<Upcoming> first = next != null ? Optional.of(next) : take();
        while (upcoming.size() < INSTANCES && helpers.areWanted()) {
            Optional<Upcoming> further = take();
            if (further.isEmpty()) {
                break;
            }
            upcoming.add(further.get());
            helpers.offer(() -> prepare(further.get()));
        }
        return first;
    }

    private Optional<Upcoming> take() {
        return queue.next().map(instance -> new Upcoming(instance, () -> preparation.apply(instance)));
    }

    private void prepare(Upcoming further) {
        if (logContext != null) {
            MDC.setContextMap(logContext);
        }
        try {
            further.run();
        } finally {
            MDC.clear();
        }
    }

    /** Gives back to the queue, in their order, what was not asked for. */
    @Override
    public void close() {
        helpers.ended();
        while (!upcoming.isEmpty()) {
            Upcoming last = upcoming.removeLast();
            last.abandon();
            queue.giveBack(last.instance());
        }
    }
}
