package dozo.qr.turn;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.qr.turn.Turnstile.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Places, the line before them, and the share of one AE. */
class TurnstileTest {

    private static final AeTitle WARD = new AeTitle("WARD");
    private static final AeTitle CLINIC = new AeTitle("CLINIC");
    private static final AeTitle PREFETCH = new AeTitle("PREFETCH");
    private static final int PLACES = 4;

    private volatile Instant now = Instant.EPOCH;
    private final Turnstile turnstile = new Turnstile(PLACES, () -> now);
    private final ExecutorService requestors = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        requestors.shutdownNow();
    }

    private Turn enter(AeTitle caller) throws OperatingFailure {
        return turnstile.await(caller, () -> false).orElseThrow();
    }

    private List<Turn> fill() throws OperatingFailure {
        List<Turn> turns = new ArrayList<>();
        for (AeTitle caller : List.of(WARD, WARD, PREFETCH, PREFETCH)) {
            turns.add(enter(caller));
        }
        return turns;
    }

    /** Starts to wait, behind all who wait already. */
    private Future<Turn> queueUp(AeTitle caller) {
        int before = turnstile.waiting();
        Future<Turn> turn = requestors.submit(() -> enter(caller));
        await().until(() -> turnstile.waiting() == before + 1);
        return turn;
    }

    @Test
    void letsTheFirstInTheLineInWhenOneLeaves() throws Exception {
        List<Turn> turns = fill();
        Future<Turn> first = queueUp(CLINIC);
        Future<Turn> second = queueUp(CLINIC);
        turns.get(0).close();
        Turn firstTurn = first.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertFalse(second.isDone());
        assertEquals(1, turnstile.waiting());
        firstTurn.close();
        second.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertEquals(0, turnstile.waiting());
    }

    @Test
    void letsAnotherPassWhoeverHasItsShare() throws Exception {
        Turn one = enter(PREFETCH);
        enter(PREFETCH);
        Future<Turn> third = queueUp(PREFETCH);
        enter(WARD);
        enter(CLINIC);
        assertEquals(1, turnstile.waiting());
        one.close();
        third.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void givesAPlaceBackOnlyOnce() throws Exception {
        List<Turn> turns = fill();
        turns.get(0).close();
        turns.get(0).close();
        enter(CLINIC);
        Future<Turn> beyond = queueUp(CLINIC);
        turns.get(1).close();
        beyond.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void refusesAsTooBusyWhoHasWaitedInVain() throws Exception {
        fill();
        Future<Turn> waiting = queueUp(CLINIC);
        now = now.plus(Turnstile.WAIT_MAX).plusMillis(1);
        ExecutionException end =
                assertThrows(ExecutionException.class, () -> waiting.get(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals(
                FailureCode.TOO_BUSY,
                assertInstanceOf(OperatingFailure.class, end.getCause()).code());
        assertEquals(0, turnstile.waiting());
    }

    @Test
    void forgetsWhoGivesUp() throws Exception {
        List<Turn> turns = fill();
        AtomicBoolean givenUp = new AtomicBoolean();
        Future<Optional<Turn>> waiting = requestors.submit(() -> turnstile.await(CLINIC, givenUp::get));
        await().until(() -> turnstile.waiting() == 1);
        givenUp.set(true);
        assertTrue(waiting.get(Patience.SECONDS, TimeUnit.SECONDS).isEmpty());
        turns.forEach(Turn::close);
        fill();
    }

    @Test
    void leavesOnePlaceToASingleCallerAtLeast() {
        assertEquals(1, Turnstile.share(1));
        assertEquals(1, Turnstile.share(2));
        assertEquals(8, Turnstile.share(16));
    }
}
