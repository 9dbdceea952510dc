package dozo.qr.retrieve;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.PresentationContext;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.VerifiedObject;
import dozo.storage.testing.JournaledStore;
import java.io.IOException;
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

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private final AtomicInteger preparations = new AtomicInteger();
    private JournaledStore files;
    private StoredInstance stored;
    private VerifiedObject object;
    private Prepared prepared;

    @BeforeEach
    void openAnObject() throws Exception {
        files = JournaledStore.mirrored(directory);
        stored = JournaledStore.instance(files.put(Instances.ct().build()));
        object = new ObjectSource(files.store()).open(stored);
        prepared = new Prepared(
                stored,
                new PresentationContext(1, Instances.CT, EXPLICIT, true, false),
                object,
                OutgoingData.prepare(object, Optional.empty(), EXPLICIT));
    }

    @AfterEach
    void closeStore() throws Exception {
        object.close();
        files.close();
    }

    private Upcoming upcoming() {
        return upcoming(() -> {});
    }

    private Upcoming upcoming(Runnable before) {
        QueuedInstance queued = new QueuedInstance(stored.object().sopInstanceUid(), Optional.of(stored), 0);
        return new Upcoming(queued, () -> {
            preparations.incrementAndGet();
            before.run();
            return Optional.of(prepared);
        });
    }

    private void assertClosed() {
        assertThrows(IOException.class, () -> object.dataSet().read());
    }

    @Test
    void isPreparedByTheSenderWhenNobodyHelped() {
        assertEquals(Optional.of(prepared), upcoming().await());
    }

    @Test
    void isPreparedOnceWhoeverComesFirst() {
        Upcoming upcoming = upcoming();
        upcoming.run();
        assertEquals(Optional.of(prepared), upcoming.await());
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
        assertEquals(Optional.of(prepared), sender.get(1, TimeUnit.MINUTES));
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
        assertClosed();
    }

    @Test
    void givesBackWhatAHelperOpensAfterItWasAbandoned() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Upcoming upcoming = upcoming(() -> awaitQuietly(goOn));
        CompletableFuture<Void> helper = begin(upcoming);
        upcoming.abandon();
        goOn.countDown();
        helper.get(1, TimeUnit.MINUTES);
        assertClosed();
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
