package dozo.qr.retrieve;

import static dozo.qr.testing.CounterCheck.assertCountersAddUp;
import static dozo.qr.testing.CounterCheck.assertCounts;
import static dozo.qr.testing.CounterCheck.failedList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import dozo.qr.testing.TestDestination;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.MemoryIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of very many instances: the counters stay exact and what is held of it at a time stays small (INV-8). */
class LargeSelectionTest {

    private static final int INSTANCES = 20_000;
    private static final int FAILING_EVERY = 4_000;

    @TempDir
    Path directory;

    private final MemoryIndex index = new MemoryIndex();
    private final Uid study = Instances.newUid();

    /** All of them share one file, since only their number matters. */
    private Set<Uid> storeStudy(Scu scu) throws Exception {
        scu.store(Instances.ct().study(study).build());
        StoredInstance stored;
        try (var stream = index.instances(RetrieveSelection.ofStudies(List.of(study)))) {
            stored = stream.next().orElseThrow();
        }
        Set<Uid> uids = new HashSet<>(Set.of(stored.object().sopInstanceUid()));
        List<StoredInstance> others = new ArrayList<>();
        while (uids.size() < INSTANCES) {
            Uid uid = Instances.newUid();
            others.add(new StoredInstance(named(stored.object(), uid), stored.locations(), stored.overlay()));
            uids.add(uid);
        }
        index.put(others);
        return uids;
    }

    private static StoredObject named(StoredObject object, Uid uid) {
        return new StoredObject(
                object.sopClassUid(),
                uid,
                object.studyInstanceUid(),
                object.seriesInstanceUid(),
                object.transferSyntaxUid(),
                object.digest(),
                object.sizeBytes(),
                object.path(),
                object.volumes(),
                object.version(),
                object.receivedAt(),
                object.callingAeTitle(),
                object.calledAeTitle(),
                object.peerAddress(),
                object.epoch());
    }

    @Test
    void movesTwentyThousandInstancesWithExactCountersAFewAtATime() throws Exception {
        TestArchive.Options options = TestArchive.Options.defaults().withMaxInstances(INSTANCES);
        Set<Uid> refused = ConcurrentHashMap.newKeySet();
        Set<Uid> taken = ConcurrentHashMap.newKeySet();
        TestDestination.Behaviour takesMost = (exchange, number) -> {
            Uid uid = exchange.request().sopInstanceUid().orElseThrow();
            boolean fails = number % FAILING_EVERY == 0;
            (fails ? refused : taken).add(uid);
            return Optional.of(fails ? DimseStatus.OUT_OF_RESOURCES : DimseStatus.SUCCESS);
        };
        try (TestArchive archive = TestArchive.start(directory, index, options);
                TestDestination destination = TestDestination.behaving(takesMost)) {
            Scu scu = new Scu(archive.remote());
            Set<Uid> uids = storeStudy(scu);
            archive.addDestination(destination.remote());

            Answers answers = scu.move(
                    InformationModel.STUDY_ROOT.move(),
                    Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study)),
                    TestDestination.TITLE);

            int failed = INSTANCES / FAILING_EVERY;
            assertEquals(DimseStatus.WARNING_SUBOPERATIONS, answers.status());
            assertCounts(answers, INSTANCES - failed, failed, 0);
            assertCountersAddUp(answers);
            assertFalse(answers.pending().isEmpty());
            assertEquals(uids.size(), taken.size() + refused.size());
            uids.removeAll(taken);
            assertEquals(uids, refused);
            assertEquals(Set.copyOf(refused.stream().map(Uid::value).toList()), failedList(answers));
        }
        assertTrue(
                index.largestLookup() <= InstanceQueue.LOOKUP_SIZE,
                () -> index.largestLookup() + " instances were looked up at once");
        assertEquals(0, index.openStreams());
    }
}
