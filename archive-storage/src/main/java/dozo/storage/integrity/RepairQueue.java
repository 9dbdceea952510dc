package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Uid;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs in the background what readers found damaged, one object at a time, so that nobody who waits for an image waits
 * for its repair. Bounded: what finds no room is left to {@code dozo verify}, or to the next reader. Thread-safe; closed by
 * whoever made it, after the readers.
 */
public final class RepairQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepairQueue.class);

    /** How many repairs may wait. */
    private static final int CAPACITY = 1000;

    private final Repairer repairer;
    private final Duration drainLimit;
    private final PoolThreads thread =
            new PoolThreads("repair-", "The file that the repair under way has not published may stay behind.");
    private final ThreadPoolExecutor executor;
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();
    private final Map<Key, ObjectLocation> recent = Collections.synchronizedMap(new Recent());
    private final AtomicLong repaired = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private record Key(Uid sopInstanceUid, int version, VolumeId volume) {}

    /** The last repairs, as many as may wait. */
    private static final class Recent extends LinkedHashMap<Key, ObjectLocation> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ObjectLocation> eldest) {
            return size() > CAPACITY;
        }
    }

    /** @param drainLimit how long closing waits for the repair under way */
    public RepairQueue(Repairer repairer, Duration drainLimit) {
        this.repairer = repairer;
        this.drainLimit = drainLimit;
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), thread);
    }

    /** Takes over the repair of every volume that lacks a good copy. Never waits. */
    void found(Damage damage) {
        damage.bad().stream().map(bad -> bad.location().volume()).distinct().forEach(v -> enqueue(damage, v));
    }

    private void enqueue(Damage damage, VolumeId volume) {
        StoredObject object = damage.instance().object();
        Key key = new Key(object.sopInstanceUid(), object.version(), volume);
        if (wasRepairedSince(damage, key) || !underWay.add(key)) {
            return;
        }
        try {
            executor.execute(() -> repair(damage, key));
        } catch (RejectedExecutionException e) {
            underWay.remove(key);
            failed.incrementAndGet();
            LOG.warn("No room to repair instance {} now; run: dozo verify --repair", object.sopInstanceUid());
        }
    }

    /** Whether the reader learned where the copies lie before the last repair, so that it has not tried the new copy. */
    private boolean wasRepairedSince(Damage damage, Key key) {
        ObjectLocation repairedTo = recent.get(key);
        return repairedTo != null
                && damage.bad().stream().noneMatch(bad -> bad.location().equals(repairedTo));
    }

    private void repair(Damage damage, Key key) {
        try {
            recent.put(key, repairer.repair(damage.instance(), key.volume()));
            repaired.incrementAndGet();
        } catch (OperatingFailure e) {
            failed.incrementAndGet();
            LOG.error(
                    "DOZO-{} instance {} is served from its other copy, but could not be repaired: {}",
                    e.code().number(),
                    key.sopInstanceUid(),
                    e.getMessage());
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            LOG.error("A repair of instance {} failed by a fault of the program", key.sopInstanceUid(), e);
        } finally {
            underWay.remove(key);
        }
    }

    /** How many bad copies were replaced since the start. */
    public long repaired() {
        return repaired.get();
    }

    /** How many could not be. */
    public long failed() {
        return failed.get();
    }

    /** How many repairs wait or are under way. */
    public int pending() {
        return underWay.size();
    }

    /** Drops what waits and lets the repair under way end, up to a limit. Never throws. */
    @Override
    public void close() {
        executor.getQueue().clear();
        thread.end(executor, drainLimit);
    }
}
