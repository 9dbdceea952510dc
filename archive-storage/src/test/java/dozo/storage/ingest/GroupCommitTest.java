package dozo.storage.ingest;

import static dozo.core.testing.Patience.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Deadline;
import dozo.core.value.SteadyTime;
import dozo.core.value.Uid;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.VolumeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final int SENDERS = 8;

    @TempDir
    Path directory;

    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

    @AfterEach
    void stopSenders() {
        senders.shutdownNow();
    }

    @Test
    void spendsOneForceAndOneTransactionOnWhateverHasQueuedUp() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            bench.send(Instances.ct());
            CountDownLatch latch = new CountDownLatch(1);
            bench.index.faults().hold(latch);
            Future<StoreOutcome> first = senders.submit(() -> bench.send(Instances.ct()));
            soon().until(() -> bench.volumes.disk("primary").count("force objects/") == 2
                    && bench.ingest().waiting() == 0);
            List<Future<StoreOutcome>> others = new ArrayList<>();
            for (int i = 1; i < SENDERS; i++) {
                others.add(senders.submit(() -> bench.send(Instances.ct())));
            }
            soon().until(() -> bench.ingest().waiting() == SENDERS - 1);
            long journalForces = bench.volumes.disk("mirror").count("force journal/");
            latch.countDown();
            assertInstanceOf(StoreOutcome.Stored.class, soon(first));
            for (Future<StoreOutcome> other : others) {
                assertInstanceOf(StoreOutcome.Stored.class, soon(other));
            }
            assertEquals(List.of(1, 1, SENDERS - 1), bench.index.groupSizes());
            assertEquals(journalForces + 2, bench.volumes.disk("mirror").count("force journal/"));
        }
    }

    /** INV-2 under a race: one UID sent by all senders at once, in the same and in other bytes. */
    @Test
    void givesEachContentOneVersionWhenSendersRace() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        Uid uid = Instances.newUid();
        Uid study = Instances.newUid();
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            List<Future<StoreOutcome>> sent = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                for (int content = 1; content <= 3; content++) {
                    int number = content;
                    sent.add(senders.submit(() -> bench.send(Instances.ct()
                            .sopInstance(uid)
                            .study(study)
                            .series(study)
                            .instanceNumber(number))));
                }
            }
            int fresh = 0;
            for (Future<StoreOutcome> one : sent) {
                fresh += soon(one) instanceof StoreOutcome.AlreadyStored ? 0 : 1;
            }
            assertEquals(3, fresh);
            assertEquals(
                    List.of(1, 2, 3),
                    bench.index.versions(uid).stream()
                            .map(version -> version.object().version())
                            .toList());
            assertEquals(3, bench.objects("v").size());
            assertEquals(3, bench.journaled("v", "stored"));
        }
    }

    @Test
    void stopsWithoutACommitThatDoesNotEndThoughTheQueueIsFullAndTellsOfIt() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        IngestSettings tiny = IngestBench.settings(1, 1, Duration.ofMillis(100));
        try (IngestBench bench = IngestBench.with(volumes, directory, tiny)) {
            CountDownLatch latch = new CountDownLatch(1);
            bench.index.faults().hold(latch);
            soon(senders.submit(() -> bench.send(Instances.ct())));
            soon().until(() -> bench.ingest().waiting() == 0);
            soon(senders.submit(() -> bench.send(Instances.ct())));
            assertEquals(1, bench.ingest().waiting());

            soon(senders.submit(bench.ingest()::close));

            Deadline now = Deadline.in(Duration.ZERO, SteadyTime.from(Instant.EPOCH));
            List<String> left = PoolThreads.awaitLeftAlone(now);
            assertTrue(left.stream().anyMatch(thread -> thread.startsWith("dozo-committer-")), left::toString);
            latch.countDown();
        }
    }

    @Test
    void takesNoMoreThanItsGroupSize() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        IngestSettings small = IngestBench.settings(3, 64, Patience.LONG);
        try (IngestBench bench = IngestBench.with(volumes, directory, small)) {
            CountDownLatch latch = new CountDownLatch(1);
            bench.index.faults().hold(latch);
            List<Future<StoreOutcome>> sent = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                sent.add(senders.submit(() -> bench.send(Instances.ct())));
            }
            soon().until(() -> bench.volumes.disk("v").count("force objects/") == SENDERS);
            latch.countDown();
            for (Future<StoreOutcome> one : sent) {
                soon(one);
            }
            assertEquals(
                    SENDERS, bench.index.groupSizes().stream().mapToInt(i -> i).sum());
            assertTrue(bench.index.groupSizes().stream().allMatch(size -> size <= 3));
        }
    }

    @Test
    void tellsEverySenderOfAGroupWhenItsCommitFails() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            CountDownLatch latch = new CountDownLatch(1);
            bench.index.faults().hold(latch);
            Future<StoreOutcome> first = senders.submit(() -> bench.send(Instances.ct()));
            Future<StoreOutcome> second = senders.submit(() -> bench.send(Instances.ct()));
            soon().until(() -> bench.volumes.disk("v").count("force objects/") == 2);
            bench.index.faults().failToBegin(FailureCode.INDEX_UNAVAILABLE);
            latch.countDown();
            assertInstanceOf(StoreOutcome.Refused.class, soon(first));
            assertInstanceOf(StoreOutcome.Refused.class, soon(second));
            assertEquals(0, bench.objects("v").size());
            assertEquals(0, bench.journal("v").size());
        }
    }

    /** The group that has failed costs only what lies on it, though one commit was to take all. */
    @Test
    void commitsWhatLiesOnOtherGroupsWhenOneFails() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("a").group("b");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            CountDownLatch latch = new CountDownLatch(1);
            bench.index.faults().hold(latch);
            Future<StoreOutcome> journalFails = senders.submit(() -> bench.send(Instances.ct()));
            soon().until(() -> bench.volumes.disk("a").count("force directory objects/") > 0
                    && bench.volumes.disk("a").count("force objects/") == 1
                    && bench.ingest().waiting() == 0);
            Future<StoreOutcome> directoryFails = senders.submit(() -> bench.send(Instances.ct()));
            soon().until(() -> bench.ingest().waiting() == 1);
            bench.store.volumes().get(0).set(VolumeState.DRAINING, "root", "maintenance", bench.clock.instant());
            Future<StoreOutcome> unharmed = senders.submit(() -> bench.send(Instances.ct()));
            soon().until(() -> bench.ingest().waiting() == 2);
            Files.delete(bench.volumes.path("a").resolve("DOZO-VOLUME"));
            latch.countDown();
            IngestTest.refused(soon(journalFails), FailureCode.VOLUME_LOST);
            IngestTest.refused(soon(directoryFails), FailureCode.VOLUME_LOST);
            IngestTest.stored(soon(unharmed));
            assertEquals(2, bench.index.objects().size(), "the first had been kept when its journal failed");
            assertEquals(2, bench.journaled("b", "stored"));
            assertEquals(1, bench.objects("b").size());
        }
    }

    /** INV-1: the index is written while the journal is forced, and commits behind it. */
    @Test
    void entersIntoTheIndexWhileTheJournalIsForcedAndCommitsBehindThat() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            bench.send(Instances.ct());
            CountDownLatch begun = new CountDownLatch(1);
            bench.index.faults().hold(begun);
            Future<StoreOutcome> sent = senders.submit(() -> bench.send(Instances.ct()));
            soon().until(() -> bench.volumes.disk("v").count("force objects/") == 2
                    && bench.volumes.disk("v").count("force directory objects/") >= 1
                    && bench.ingest().waiting() == 0);
            CountDownLatch forced = new CountDownLatch(1);
            bench.volumes.disk("v").holdForces(forced);
            begun.countDown();
            soon().until(() -> bench.index.writes() == 2);
            assertEquals(List.of(1), bench.index.groupSizes(), "nothing is committed that is not on the disk");
            assertFalse(sent.isDone());
            forced.countDown();
            assertInstanceOf(StoreOutcome.Stored.class, soon(sent));
            assertEquals(List.of(1, 1), bench.index.groupSizes());
        }
    }

    /** What was entered with the position of a journal that failed is rolled back, and entered with that of the next. */
    @Test
    void commitsBehindAnotherJournalWhatCouldNotBeForced() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            bench.send(Instances.ct());
            bench.volumes.disk("v").failNextForceOf("journal/");
            IngestTest.refused(bench.send(Instances.ct()), FailureCode.DISK_ERROR);
            IngestTest.stored(bench.send(Instances.ct()));
            assertEquals(List.of(1, 1, 1), bench.index.groupSizes());
            assertEquals(3, bench.index.objects().size(), "the second had been kept when its journal failed");
            List<String> journals =
                    bench.index.journalPositions().keySet().stream().sorted().toList();
            assertEquals(2, journals.size());
            assertEquals(
                    Files.size(bench.volumes.path("v").resolve(journals.get(1))),
                    bench.index.journalPositions().get(journals.get(1)));
        }
    }

    @Test
    void keepsStudyAndSeriesOfTheDataSet() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        Instances instance = Instances.ct();
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            bench.send(instance);
            assertEquals(
                    instance.build().uid(Tag.StudyInstanceUID).orElseThrow(),
                    bench.index.objects().get(0).studyInstanceUid());
            assertEquals(
                    instance.build().uid(Tag.SeriesInstanceUID).orElseThrow(),
                    bench.index.objects().get(0).seriesInstanceUid());
        }
    }
}
