package dozo.core.thread;

import dozo.core.value.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    private final long stackBytes;
    private final AtomicInteger made = new AtomicInteger();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** @param name what each is called, with a number behind it */
    public PoolThreads(String name) {
        this(name, "");
    }

    /** @param consequence a sentence for the log, should one be left alone: what becomes of its work */
    public PoolThreads(String name, String consequence) {
        this(name, consequence, 0);
    }

    /** @param stackBytes what each has for its stack; 0 for what Java takes */
    PoolThreads(String name, String consequence, long stackBytes) {
        this.name = name;
        this.consequence = consequence;
        this.stackBytes = stackBytes;
    }

    /** A daemon: one that is left alone must not keep the process. */
    @Override
    public Thread newThread(Runnable task) {
        return new Member(() -> run(task), name + made.incrementAndGet());
    }

    /** One of them, so that the virtual machine's own list of threads tells whose each is. */
    private final class Member extends Thread {

        private Member(Runnable task, String name) {
            super(null, task, name, stackBytes);
            setDaemon(true);
        }

        /**
         * {@inheritDoc}
         *
         * @throws OutOfThreadsException instead of an error, which ends the thread that asked, be it the one that accepts connections
         */
        @Override
        public void start() {
            try {
                super.start();
            } catch (OutOfMemoryError e) {
                throw new OutOfThreadsException(e);
            }
        }

        private boolean isLeftAlone() {
            return ended;
        }
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
        return end(() -> pool.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** As the other, for one of these threads that has been told to end, and does so behind its work. */
    public boolean end(Thread thread, Duration limit) {
        return end(() -> {
            // A join of zero would wait for ever.
            thread.join(Math.max(1, limit.toMillis()));
            return !thread.isAlive();
        });
    }

    /** A wait for the end of threads, which tells whether they have ended. */
    @FunctionalInterface
    private interface Wait {
        boolean await() throws InterruptedException;
    }

    private boolean end(Wait wait) {
        ended = true;
        boolean over = false;
        try {
            over = wait.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String left = over ? "" : left();
        if (!left.isEmpty()) {
            LOG.warn(
                    "Stopped without these threads, which end by themselves or with the process: {}{}",
                    left,
                    consequence.isEmpty() ? "" : ". " + consequence);
        }
        return over;
    }

    private String left() {
        return String.join(", ", places(alive.stream()));
    }

    /**
     * Waits, until the deadline at most, for whoever was left alone by the end of a pool, whichever pool of this process that was.
     *
     * @return who is at work even then, and where; empty when nobody is
     */
    public static List<String> awaitLeftAlone(Deadline deadline) {
        for (Thread thread : leftAlone()) {
            try {
                // No time is left for it: a join of zero would wait for ever.
                thread.join(Math.max(1, deadline.left().toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return places(leftAlone().stream());
    }

    private static List<Thread> leftAlone() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof Member member && member.isLeftAlone())
                .filter(thread -> place(thread).isPresent())
                .toList();
    }

    private static List<String> places(Stream<Thread> threads) {
        return threads.flatMap(thread -> place(thread).map(place -> thread.getName() + " at " + place).stream())
                .sorted()
                .toList();
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
