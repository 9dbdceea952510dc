package dozo.core.thread;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one pool, none of which is ever interrupted: an interrupt that meets a file channel closes it under everybody, be
 * it that of an embedded database or of a copy that is being tested, which would pass for a bad one. So whoever stops closes what
 * they wait for, such as their sockets, waits a while, says who is left, and goes on. Thread-safe.
 */
public final class PoolThreads implements ThreadFactory {

    private static final Logger LOG = LoggerFactory.getLogger(PoolThreads.class);

    private final String name;
    private final String consequence;
    private final AtomicInteger made = new AtomicInteger();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

    /** @param name what each is called, with a number behind it */
    public PoolThreads(String name) {
        this(name, "");
    }

    /** @param consequence a sentence for the log, should one be left alone: what becomes of its work */
    public PoolThreads(String name, String consequence) {
        this.name = name;
        this.consequence = consequence;
    }

    /** A daemon: one that is left alone must not keep the process. */
    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(() -> run(task), name + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private void run(Runnable task) {
        alive.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            alive.remove(Thread.currentThread());
        }
    }

    /**
     * Ends the pool: it takes nothing more, and what it has taken may end. Who is not done within {@code limit} is left alone,
     * and the log says where it stands.
     *
     * @param pool the one that these threads were made for
     * @return whether all have ended
     */
    public boolean end(ExecutorService pool, Duration limit) {
        pool.shutdown();
        boolean ended = false;
        try {
            ended = pool.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String left = ended ? "" : left();
        if (!left.isEmpty()) {
            LOG.warn(
                    "Stopped without these threads, which end by themselves or with the process: {}{}",
                    left,
                    consequence.isEmpty() ? "" : ". " + consequence);
        }
        return ended;
    }

    private String left() {
        return alive.stream()
                .flatMap(thread -> place(thread).map(place -> thread.getName() + " at " + place).stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Where in this program the thread is at work; empty when it waits for work, or has ended. */
    public static Optional<String> place(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dozo."))
                .filter(frame -> !frame.getClassName().startsWith(PoolThreads.class.getName()))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .findFirst();
    }
}
