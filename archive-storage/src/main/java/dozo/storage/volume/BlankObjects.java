package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
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

    /** What an idle thread is making, or has made. */
    private record Order(Errand errand, List<Blank> made) {
        private static final Order NONE = new Order(Errand.NONE, List.of());
    }

    private final StoreGroup group;
    private final BlankMaker maker;
    private final IdleHands hands;
    private final Deque<Blank> ready = new ArrayDeque<>();
    private Order order = Order.NONE;
    private BlankPace pace = new BlankPace();

    /** @param numbers gives each object of the store a number of its own */
    BlankObjects(StoreGroup group, LongSupplier numbers, IdleHands hands) {
        this.group = group;
        this.maker = new BlankMaker(group, numbers);
        this.hands = hands;
    }

    StoreGroup group() {
        return group;
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
            ready.addAll(make(epoch, now));
        }
        Blank blank = ready.remove();
        if (order == Order.NONE && pace.isLow(ready.size())) {
            order(epoch, now);
        }
        return blank;
    }

    private List<Blank> make(WriterEpoch epoch, Instant now) throws OperatingFailure {
        int count = pace.next(now);
        pace.made(count, now);
        return maker.make(count, epoch, now);
    }

    /** Has more made by an idle thread, where there is one; else whoever needs the next makes it. */
    private void order(WriterEpoch epoch, Instant now) {
        int count = pace.next(now);
        List<Blank> delivery = new ArrayList<>();
        hands.begin(() -> delivery.addAll(maker.make(count, epoch, now))).ifPresent(errand -> {
            order = new Order(errand, delivery);
            pace.made(count, now);
        });
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
        pace = new BlankPace();
    }
}
