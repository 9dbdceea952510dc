package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one group's objects before they have a byte, each name already durable on every volume. While objects come
 * quickly several are made at a time, so that one force of the directory serves all of them, by an idle thread before they are
 * needed; a single object gets the one it needs. What is left over is removed when its day or its disk is no longer the present
 * one, and at the end. Thread-safe.
 */
final class BlankObjects implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlankObjects.class);

    /** Most files made at a time: with more, forcing their directory is hardly a cost any more. */
    private static final int MOST = 16;

    /** After so many singles, each soon after the one before, they count as coming quickly. */
    private static final int SINGLES = 8;

    /** What is used up within this time, when objects come quickly, is made again in twice the number. */
    private static final Duration QUICKLY = Duration.ofSeconds(1);

    /** What an idle thread is making, or has made. */
    private record Order(Errand errand, List<Blank> made) {
        private static final Order NONE = new Order(Errand.NONE, List.of());
    }

    private final StoreGroup group;
    private final BlankMaker maker;
    private final IdleHands hands;
    private final Deque<Blank> ready = new ArrayDeque<>();
    private Order order = Order.NONE;
    private Instant madeAt = Instant.MIN;
    private int made;
    private int singles;

    /** @param numbers gives each object of the store a number of its own */
    BlankObjects(StoreGroup group, LongSupplier numbers, IdleHands hands) {
        this.group = group;
        this.maker = new BlankMaker(group, numbers);
        this.hands = hands;
    }

    /**
     * A draft on volumes that have just been required to be writable; the caller closes it.
     *
     * @throws OperatingFailure when a volume failed
     */
    ObjectDraft take(WriterEpoch epoch, Instant receivedAt) throws OperatingFailure {
        Blank blank = next(epoch, receivedAt);
        return new ObjectDraft(group, blank.path(), blank.copies());
    }

    private synchronized Blank next(WriterEpoch epoch, Instant now) throws OperatingFailure {
        LocalDate today = BlankMaker.day(now);
        if (order.errand().isOver()) {
            takeDelivery();
        }
        removeUnfit(epoch, today);
        if (ready.isEmpty()) {
            takeDelivery();
            removeUnfit(epoch, today);
        }
        if (ready.isEmpty()) {
            ready.addAll(maker.make(count(now), epoch, now));
        }
        Blank blank = ready.remove();
        if (made > 1 && ready.size() <= made / 2 && order == Order.NONE) {
            order(count(now), epoch, now);
        }
        return blank;
    }

    private int count(Instant now) {
        boolean soon = !now.isBefore(madeAt) && madeAt.isAfter(now.minus(QUICKLY));
        singles = soon ? Math.min(SINGLES, singles + 1) : 0;
        made = singles == SINGLES ? Math.min(MOST, 2 * made) : 1;
        madeAt = now;
        return made;
    }

    /** Has more made by an idle thread, where there is one; else whoever needs the next makes it. */
    private void order(int count, WriterEpoch epoch, Instant now) {
        List<Blank> delivery = new ArrayList<>();
        hands.begin(() -> delivery.addAll(maker.make(count, epoch, now)))
                .ifPresent(errand -> order = new Order(errand, delivery));
    }

    /** Waits for what was ordered, if anything. Without it whoever needs the next makes it, and is told what is wrong. */
    private void takeDelivery() {
        try {
            order.errand().await();
            ready.addAll(order.made());
        } catch (OperatingFailure e) {
            LOG.debug("No files were made ahead.", e);
        } finally {
            order = Order.NONE;
        }
    }

    private void removeUnfit(WriterEpoch epoch, LocalDate today) {
        while (!ready.isEmpty() && !ready.element().fits(epoch, today)) {
            ready.remove().remove();
        }
    }

    /** Removes what is left over; objects may be begun again afterwards. */
    @Override
    public synchronized void close() {
        takeDelivery();
        ready.forEach(Blank::remove);
        ready.clear();
        madeAt = Instant.MIN;
    }
}
