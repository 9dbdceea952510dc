package dozo.qr.retrieve;

import static dozo.qr.testing.CounterCheck.assertCounts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import dozo.qr.testing.TestDestination;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing, while a sender is about to read an embedded database and a copy: an interrupt would make both fail. */
class RetrieveStopTest {

    @TempDir
    Path directory;

    private final Uid study = Instances.newUid();
    private final Standstill standstill = new Standstill();

    @AfterEach
    void letGo() {
        standstill.letGo();
    }

    @Test
    void aSenderThatIsNotWaitedForIsNotInterruptedSoItFindsAGoodCopyGood() throws Exception {
        try (ArchiveIndex real =
                        ArchiveIndex.open(IndexConfig.defaults(directory), IndexLimits.defaults(), Clock.systemUTC());
                TestArchive archive = TestArchive.start(directory, held(real), TestArchive.Options.defaults());
                TestDestination destination = TestDestination.start()) {
            archive.addDestination(destination.remote());
            Scu scu = new Scu(archive.remote());
            scu.store(Instances.ct().study(study).build());
            CompletableFuture<Answers> moved = CompletableFuture.supplyAsync(() -> move(scu));
            standstill.awaitReached();

            archive.retrieve().close(Duration.ZERO);
            standstill.letGo();

            assertCounts(moved.get(Patience.SECONDS, TimeUnit.SECONDS), 1, 0, 0);
            assertEquals(1, real.counts().instances());
        }
        assertFalse(standstill.wasInterrupted());
        assertTrue(standstill.thread().isDaemon(), "it does not keep the process");
    }

    private Answers move(Scu scu) {
        try {
            return scu.move(
                    InformationModel.STUDY_ROOT.move(),
                    Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study)),
                    TestDestination.TITLE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The index, where the first that asks on the thread of a sender stands still before it is answered. */
    private ArchiveIndex held(ArchiveIndex real) {
        return (ArchiveIndex) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ArchiveIndex.class}, (proxy, method, arguments) -> {
                    if (Thread.currentThread().getName().startsWith("retrieve-")) {
                        standstill.pass();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
