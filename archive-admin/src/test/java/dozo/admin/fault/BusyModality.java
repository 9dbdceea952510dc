package dozo.admin.fault;

import static dozo.core.testing.Patience.soon;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * A modality that sends one image after the other, whatever it hears, while things happen to the server. What it hears is told
 * apart by the phase in which it asked.
 */
final class BusyModality implements AutoCloseable {

    private final FaultyHouse house;
    private final Map<String, Set<Integer>> heard = new HashMap<>();
    private final CompletableFuture<Void> work;
    private volatile String phase;
    private volatile boolean done;

    private BusyModality(FaultyHouse house, String phase) {
        this.house = house;
        this.phase = phase;
        this.work = CompletableFuture.runAsync(this::storeUntilDone);
    }

    /** Begins to send. @param phase name of what is the case now */
    static BusyModality start(FaultyHouse house, String phase) {
        return new BusyModality(house, phase);
    }

    /** What is the case from now on, for something that takes time to become so. */
    void enter(String newPhase) {
        phase = newPhase;
    }

    /** Waits until an image that was sent in this phase is answered with this, whatever others are answered with before. */
    void awaitIn(String newPhase, int status) {
        enter(newPhase);
        await("status %04XH for an image sent in phase \"%s\"".formatted(status, newPhase))
                .until(() -> work.isDone() || heardIn(newPhase).contains(status));
        requireAtWork();
    }

    /** Waits until an image that was sent in this phase is answered. Fails unless that is soon and with this. */
    void requireIn(String newPhase, int status) {
        enter(newPhase);
        soon("the answer to an image sent in phase \"" + newPhase + '"')
                .until(() -> work.isDone() || !heardIn(newPhase).isEmpty());
        requireAtWork();
        assertEquals(Set.of(status), heardIn(newPhase), "what images sent in phase \"" + newPhase + "\" heard");
    }

    private void requireAtWork() {
        if (work.isDone()) {
            work.join();
        }
    }

    /** Every status that images heard which were sent and answered in this phase. */
    synchronized Set<Integer> heardIn(String phaseThen) {
        return Set.copyOf(heard.getOrDefault(phaseThen, Set.of()));
    }

    private void storeUntilDone() {
        while (!done) {
            try {
                String asked = phase;
                int status = house.store();
                if (asked.equals(phase)) {
                    note(asked, status);
                }
            } catch (Exception e) {
                throw new IllegalStateException("the modality was not answered", e);
            }
        }
    }

    private synchronized void note(String asked, int status) {
        heard.computeIfAbsent(asked, any -> new TreeSet<>()).add(status);
    }

    /** Sends no more, and fails if an image was not answered. */
    @Override
    public void close() {
        done = true;
        work.join();
    }
}
