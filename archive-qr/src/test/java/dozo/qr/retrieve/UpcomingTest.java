package dozo.qr.retrieve;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpcomingTest {

    @TempDir
    Path directory;

    private final AtomicInteger preparations = new AtomicInteger();
    private PreparedObject object;

    @BeforeEach
    void openAnObject() throws Exception {
        object = PreparedObject.in(directory);
    }

    @AfterEach
    void closeStore() throws Exception {
        object.close();
    }

    private Upcoming upcoming() {
        return upcoming(() -> {});
    }

    private Upcoming upcoming(Runnable before) {
        QueuedInstance queued =
                new QueuedInstance(object.stored().object().sopInstanceUid(), Optional.of(object.stored()), 0);
        return new Upcoming(queued, () -> {
            preparations.incrementAndGet();
            before.run();
            return Optional.of(object.prepared());
        });
    }

    @Test
    void isPreparedByTheSenderWhenNobodyHelped() {
        assertEquals(Optional.of(object.prepared()), upcoming().await());
    }

    @Test
    void isPreparedOnceWhoeverComesFirst() {
        Upcoming upcoming = upcoming();
        upcoming.run();
        assertEquals(Optional.of(object.prepared()), upcoming.await());
        upcoming.run();
        assertEquals(1, preparations.get());
    }

    @Test
    void isWaitedForWhenAHelperHasBegun() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Upcoming upcoming = upcoming(() -> awaitQuietly(goOn));
        CompletableFuture<Void> helper = begin(upcoming);
        CompletableFuture<Optional<Prepared>> sender = CompletableFuture.supplyAsync(upcoming::await);
        goOn.countDown();
        assertEquals(Optional.of(object.prepared()), sender.get(1, TimeUnit.MINUTES));
        helper.get(1, TimeUnit.MINUTES);
        assertEquals(1, preparations.get());
    }

    @Test
    void isEmptyWhenItCannotBePrepared() {
        Upcoming upcoming = upcoming(() -> {
            throw new IllegalStateException("a defect");
        });
        assertThrows(IllegalStateException.class, upcoming::run);
        assertTrue(upcoming.await().isEmpty());
    }

    @Test
    void isNeverPreparedOnceAbandoned() {
        Upcoming upcoming = upcoming();
        upcoming.abandon();
        upcoming.run();
        assertEquals(0, preparations.get());
    }

    @Test
    void givesBackWhatItHoldsWhenAbandoned() {
        Upcoming upcoming = upcoming();
        upcoming.run();
        upcoming.abandon();
        object.assertClosed();
    }

    @Test
    void givesBackWhatAHelperOpensAfterItWasAbandoned() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Upcoming upcoming = upcoming(() -> awaitQuietly(goOn));
        CompletableFuture<Void> helper = begin(upcoming);
        upcoming.abandon();
        goOn.countDown();
        helper.get(1, TimeUnit.MINUTES);
        object.assertClosed();
    }

    /** @return a helper that has begun, and has perhaps not ended */
    private CompletableFuture<Void> begin(Upcoming upcoming) {
        CompletableFuture<Void> helper = CompletableFuture.runAsync(upcoming);
        await().until(() -> preparations.get() == 1);
        return helper;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
