package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.testing.LiveArchive;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A volume burns: what lay on it alone is lost, and everything else goes on, the rebuilding of the index too. */
class GiveUpTest {

    @TempDir
    Path directory;

    private LiveArchive archive;
    private final Instances savedByItsSender = Instances.ct();
    private final Set<Uid> lost = new HashSet<>();
    private final Set<Uid> kept = new HashSet<>();

    @BeforeEach
    void burnAVolume() throws Exception {
        archive = LiveArchive.create(directory, TestDatabase.h2(directory), List.of(List.of("burnt"), List.of("left")));
        kept.add(store(savedByItsSender));
        for (int i = 0; i < 4; i++) {
            lost.add(store(Instances.ct()));
        }
        Files.move(directory.resolve("burnt"), directory.resolve("ashes"));
        Files.createDirectory(directory.resolve("burnt"));
        assertInstanceOf(StoreOutcome.AlreadyStored.class, archive.send(savedByItsSender));
        kept.add(store(Instances.ct()));
    }

    @AfterEach
    void closeArchive() {
        archive.close();
    }

    private Uid store(Instances instance) throws Exception {
        return assertInstanceOf(StoreOutcome.Stored.class, archive.send(instance))
                .object()
                .sopInstanceUid();
    }

    private GiveUp giveUp(String volume) throws OperatingFailure {
        return new GiveUp(archive.store(), archive.index(), archive.ingest(), Clock.systemUTC(), volume);
    }

    private ReplayReport reindex() throws OperatingFailure {
        return new Reindex(
                        archive.store(),
                        archive.index(),
                        new ObjectSource(archive.store()),
                        LiveArchive.replaySettings())
                .run(Progress.Listener.NONE);
    }

    private Set<Uid> lostByVerify() throws OperatingFailure {
        return new Verify(
                        archive.store(),
                        archive.index(),
                        archive.repairer(),
                        new VerifySettings(0, false),
                        Progress.Listener.NONE)
                .runAll().findings().stream()
                        .filter(finding -> finding.kind() == FindingKind.OBJECT_LOST)
                        .map(Finding::sopInstanceUid)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
    }

    private static void assertRefused(FailureCode code, Executable attempt) {
        assertEquals(code, assertThrows(OperatingFailure.class, attempt).code());
    }

    @Test
    void letsTheIndexBeBuiltAnewAndListsWhatIsLost() throws Exception {
        archive.reopenWithout("burnt");
        assertRefused(FailureCode.JOURNAL_UNUSABLE, this::reindex);
        GiveUp.Loss loss = giveUp("burnt").examine();
        assertEquals(lost.size(), loss.images());
        assertTrue(loss.bytes().bytes() > 0);

        giveUp("burnt").run(loss.images(), "root", "the disk burnt");

        assertEquals(lost, lostByVerify());
        ReplayReport rebuilt = reindex();
        assertTrue(rebuilt.complete());
        assertEquals(lost.size(), rebuilt.lossCount());
        assertEquals(lost, lostByVerify(), "also in the new index");
        assertEquals(lost.size() + kept.size(), archive.index().counts().instances());
        archive.reopen();
        assertTrue(archive.reconciliation().isSound(), () -> archive.reconciliation()
                .toString());
        IndexConfig empty = TestDatabase.h2(Files.createDirectory(directory.resolve("empty")));
        archive.reopen(empty);
        assertEquals(lost, lostByVerify(), "also when the database is lost later");
    }

    @Test
    void isRefusedForAnotherNumberOfImagesThanAreLost() throws Exception {
        archive.reopenWithout("burnt");
        assertRefused(FailureCode.CONFIGURATION_INVALID, () -> giveUp("burnt").run(3, "root", "the disk burnt"));
        assertRefused(FailureCode.JOURNAL_UNUSABLE, this::reindex);
    }

    /** What was lost must be missed for ever: so it is given up only when all of that stands in other journals. */
    @Test
    void endsWhenAnImageCannotBeJournaledAndMayBeBegunAgain() throws Exception {
        archive.reopenWithout("burnt");
        AtomicBoolean failed = new AtomicBoolean();
        DecisionRecorder failingOnce = (entries, change) -> {
            if (!failed.getAndSet(true)) {
                throw new OperatingFailure(FailureCode.VOLUME_FULL, "no room for a line");
            }
            archive.ingest().record(entries, change);
        };
        GiveUp first = new GiveUp(archive.store(), archive.index(), failingOnce, Clock.systemUTC(), "burnt");
        assertRefused(FailureCode.VOLUME_FULL, () -> first.run(lost.size(), "root", "the disk burnt"));
        assertTrue(archive.index().volumes().all().containsKey("burnt"));

        giveUp("burnt").run(lost.size(), "root", "the disk burnt");
        assertEquals(lost, lostByVerify());
        assertFalse(archive.index().volumes().all().containsKey("burnt"));
    }

    @Test
    void isRefusedWhileTheVolumeIsConfiguredAndForOneThatNeverWas() throws Exception {
        assertRefused(FailureCode.CONFIGURATION_INVALID, () -> giveUp("burnt"));
        archive.reopenWithout("burnt");
        assertRefused(FailureCode.CONFIGURATION_INVALID, () -> giveUp("barnt"));
    }

    /** Then it is not known whose journals are missing. */
    @Test
    void isRefusedWhileAnotherVolumeIsAway() throws Exception {
        archive.reopenWithout("burnt");
        Files.move(directory.resolve("left"), directory.resolve("left-away"));
        assertRefused(FailureCode.VOLUME_LOST, () -> giveUp("burnt"));
        Files.move(directory.resolve("left-away"), directory.resolve("left"));
    }

    @Test
    void isFoundAgainWhenItWasNotBurntAfterAll() throws Exception {
        archive.reopenWithout("burnt");
        giveUp("burnt").run(lost.size(), "root", "thought to be burnt");
        Files.delete(directory.resolve("burnt"));
        Files.move(directory.resolve("ashes"), directory.resolve("burnt"));
        archive.reopenWith("burnt");
        assertEquals(Set.of(), lostByVerify());
        assertTrue(reindex().isSound());
        assertEquals(lost.size() + kept.size(), archive.index().counts().instances());
    }
}
