package dozo.storage.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.Uid;
import dozo.storage.volume.TestVolumes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * INV-1, INV-4: another program takes away or changes the journal that the archive has open. Nothing is called stored whose line
 * a rebuild would not find, and what was called so before is put back.
 */
class JournalMishapTest {

    @TempDir
    Path directory;

    private final Instances first = Instances.ct();
    private final Instances second = Instances.ct();
    private final ExecutorService sender = Executors.newSingleThreadExecutor();

    @AfterEach
    void stopSender() {
        sender.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CUT_TO_NOTHING", "CUT_INSIDE_A_LINE"})
    void refusesTheNextImageAndPutsBackWhatWasTold(JournalMishap mishap) throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            mishap.strike(journal(bench, "v"));
            StoreOutcome.Refused refused = IngestTest.refused(bench.send(second), FailureCode.DISK_ERROR);
            says(refused, "Volume v", mishap.word(), "Nothing that was stored before is lost", "may be sent again");
            // What the journal of the group refused was filed by the next one.
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(second));
        }
        new SurvivingStore(volumes, "v").holds(Set.of(uid(first), uid(second)), mishap.name());
    }

    @ParameterizedTest
    @EnumSource
    void putsBackOnAMirrorWhatAnotherVolumeHolds(JournalMishap mishap) throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            mishap.strike(journal(bench, "mirror"));
            StoreOutcome.Refused refused = IngestTest.refused(bench.send(second), FailureCode.DISK_ERROR);
            says(refused, "Volume mirror", mishap.word(), "Nothing that was stored before is lost");
            assertFalse(refused.detail().contains("Volume primary"), refused.detail());
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(second));
        }
        for (Path journal : TestVolumes.filesBelow(volumes.path("primary").resolve("journal"))) {
            Files.delete(journal);
        }
        new SurvivingStore(volumes, "primary", "mirror").holds(Set.of(uid(first), uid(second)), mishap.name());
    }

    @Test
    void putsBackOnEveryVolumeWhatWasRemovedFromAll() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            JournalMishap.REMOVED.strike(journal(bench, "primary"));
            JournalMishap.CUT_TO_NOTHING.strike(journal(bench, "mirror"));
            StoreOutcome.Refused refused = IngestTest.refused(bench.send(second), FailureCode.DISK_ERROR);
            says(refused, "Volume primary", "Volume mirror", "Nothing that was stored before is lost");
        }
        new SurvivingStore(volumes, "primary", "mirror").holds(Set.of(uid(first)), "removed here, cut there");
    }

    /** What was cut off is in no file any more; the index has it, and the operator must know. */
    @ParameterizedTest
    @EnumSource(names = {"CUT_TO_NOTHING", "CUT_INSIDE_A_LINE"})
    void saysWhatIsLostWhenTheOnlyJournalWasCut(JournalMishap mishap) throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            mishap.strike(journal(bench, "v"));
            StoreOutcome.Refused refused = IngestTest.refused(bench.send(second), FailureCode.JOURNAL_UNUSABLE);
            says(refused, "Volume v", "bytes are on no volume any more", "bring the journal back from a backup");
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(second));
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(first), "the index has it");
        }
        new SurvivingStore(volumes, "v").holds(Set.of(uid(second)), mishap.name());
    }

    @Test
    void saysThatItCouldNotBePutBackWhereTheDiskTakesNoWrites() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            JournalMishap.REMOVED.strike(journal(bench, "mirror"));
            bench.volumes.disk("mirror").failNextForceOf("directory journal/");
            StoreOutcome.Refused refused = IngestTest.refused(bench.send(second), FailureCode.DISK_ERROR);
            says(refused, "Volume mirror", "another volume holds it all", "could not be completed");
        }
        new SurvivingStore(volumes, "primary", "mirror").holds(Set.of(uid(first), uid(second)), "not put back at once");
    }

    /** Nothing need be stored for it to be seen: in the night nothing is, and then the archive may be stopped. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void putsBackWhatWasRemovedWhileNothingIsStored(boolean stopped) throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            Path journal = journal(bench, "v");
            byte[] content = Files.readAllBytes(journal);
            JournalMishap.REMOVED.strike(journal);
            if (!stopped) {
                long absences = bench.store.volumes().get(0).absences();
                bench.ingest().inspect();
                assertArrayEquals(content, Files.readAllBytes(journal));
                assertEquals(absences + 1, bench.store.volumes().get(0).absences(), "it may lack more");
                IngestTest.stored(bench.send(second));
            }
        }
        Set<Uid> told = stopped ? Set.of(uid(first)) : Set.of(uid(first), uid(second));
        new SurvivingStore(volumes, "v").holds(told, stopped ? "at the stop" : "by looking");
    }

    /** The line was written and is forced, and has no name any more when that is done. */
    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "REPLACED_BY_AN_EMPTY_ONE", "REPLACED_BY_AN_EQUAL_ONE", "CUT_TO_NOTHING"})
    void refusesWhatStandsInAJournalThatIsLostWhileItIsForced(JournalMishap mishap) throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            IngestTest.stored(bench.send(first));
            Path journal = journal(bench, "v");
            long before = Files.size(journal);
            CountDownLatch forced = new CountDownLatch(1);
            bench.volumes.disk("v").holdForcesOf("journal/", forced);
            Future<StoreOutcome> sent = sender.submit(() -> bench.send(second));
            await().until(() -> Files.size(journal) > before);
            mishap.strike(journal);
            forced.countDown();
            assertInstanceOf(StoreOutcome.Refused.class, sent.get(Patience.SECONDS, TimeUnit.SECONDS));
        }
        Set<Uid> told = mishap.isOfTheContent() ? Set.of(uid(second)) : Set.of(uid(first), uid(second));
        new SurvivingStore(volumes, "v").holds(told, mishap.name());
    }

    private static void says(StoreOutcome.Refused refused, String... words) {
        for (String word : words) {
            assertTrue(refused.detail().contains(word), () -> word + ": " + refused.detail());
        }
    }

    private static Uid uid(Instances instance) {
        return instance.build().uid(Tag.SOPInstanceUID).orElseThrow();
    }

    /** The only one, so far. */
    private static Path journal(IngestBench bench, String volume) throws Exception {
        List<Path> journals = TestVolumes.filesBelow(bench.volumes.path(volume).resolve("journal"));
        assertEquals(1, journals.size());
        return journals.get(0);
    }
}
