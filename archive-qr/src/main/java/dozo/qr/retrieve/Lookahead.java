package dozo.qr.retrieve;

import dozo.core.association.Association;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.MDC;

/**
 * Has the next instances of an association read and tested while it sends: the digest takes longer than the network, and a
 * machine has more than one processor. Used, and closed, by the one thread that sends.
 */
final class Lookahead implements AutoCloseable {

    /** So many are made ready at a time (INV-8): enough for some processors, and for a slow one among them. */
    static final int INSTANCES = 4;

    private final InstanceQueue queue;
    private final InstanceSender sender;
    private final Association association;
    private final Executor helpers;
    private final Map<String, String> logContext = MDC.getCopyOfContextMap();
    private final Deque<Upcoming> upcoming = new ArrayDeque<>();

    /** @param helpers prepare instances; may refuse to, and may take their time */
    Lookahead(InstanceQueue queue, InstanceSender sender, Association association, Executor helpers) {
        this.queue = queue;
        this.sender = sender;
        this.association = association;
        this.helpers = helpers;
    }

    /** The next instance; empty when none waits, though another sender may still give one back. */
    Optional<Upcoming> next() {
        Upcoming next = upcoming.poll();
        Optional<Upcoming> first = next != null ? Optional.of(next) : take();
        while (upcoming.size() < INSTANCES) {
            Optional<Upcoming> further = take();
            if (further.isEmpty()) {
                break;
            }
            upcoming.add(further.get());
            help(further.get());
        }
        return first;
    }

    private Optional<Upcoming> take() {
        return queue.next().map(instance -> new Upcoming(instance, () -> sender.prepare(instance, association)));
    }

    private void help(Upcoming further) {
        try {
            helpers.execute(() -> prepare(further));
        } catch (RejectedExecutionException e) {
            // They have enough to do, or the server stops: the sender does it when its turn has come.
        }
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
        while (!upcoming.isEmpty()) {
            Upcoming last = upcoming.removeLast();
            last.abandon();
            queue.giveBack(last.instance());
        }
    }
}
