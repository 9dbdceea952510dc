package dozo.storage.index.database;

import dozo.core.failure.Recurring;
import dozo.core.thread.PoolThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at regular intervals whether this process still has the role, takes it again where only the session was lost, and
 * notices a promotion elsewhere even when nothing is written. Thread-safe.
 */
final class RoleWatch implements AutoCloseable {

    /** How long a lost role or another's promotion may stay unnoticed. */
    static final Duration INTERVAL = Duration.ofSeconds(3);

    /** Longest wait at the end for a look under way. */
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RoleWatch.class);

    private final RoleLock role;
    private final Fence fence;
    private final PoolThreads threads = new PoolThreads("index-role-watch-");
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(threads);

    private RoleWatch(RoleLock role, Fence fence) {
        this.role = role;
        this.fence = fence;
    }

    static RoleWatch start(RoleLock role, Fence fence) {
        RoleWatch watch = new RoleWatch(role, fence);
        watch.schedule.scheduleWithFixedDelay(
                Recurring.guarded("watching the writer's role", watch::look),
                INTERVAL.toMillis(),
                INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        if (fence.isDeposed()) {
            return;
        }
        boolean before = role.isHeld();
        role.confirm(fence);
        if (fence.isDeposed()) {
            LOG.error("Another process has become the active one; this one writes nothing more");
        } else if (before && !role.isHeld()) {
            LOG.warn("The session with the writer's role was lost; it is taken again as soon as the database answers");
        } else if (!before && role.isHeld()) {
            LOG.info("The writer's role has been taken again");
        }
    }

    /** Lets the look under way end by itself, even when the database does not answer it. */
    @Override
    public void close() {
        threads.end(schedule, END_LIMIT);
    }
}
