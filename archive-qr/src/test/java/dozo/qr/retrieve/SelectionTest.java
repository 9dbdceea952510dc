package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dozo.core.testing.Instances;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Uid STUDY = new Uid("1.2.3");
    private static final int INSTANCES = 500;
    private static final WriterEpoch EPOCH = new WriterEpoch(1, new UUID(1, 1));

    private final MemoryIndex index = new MemoryIndex();

    @BeforeEach
    void fillIndex() {
        index.put(
                IntStream.range(0, INSTANCES).mapToObj(SelectionTest::instance).toList());
    }

    @Test
    void keepsUidsInOrderAndSharesTheirKinds() throws Exception {
        Selection selection = read(INSTANCES).orElseThrow();
        assertEquals(INSTANCES, selection.size());
        assertEquals(new Uid("1.2.3.7"), selection.instances().get(7).sopInstanceUid());
        assertEquals(1, selection.kinds().size());
        assertSame(
                selection.instances().get(0).kind(),
                selection.instances().get(1).kind());
    }

    @Test
    void isEmptyWhenMoreIsSelectedThanAllowed() throws Exception {
        assertEquals(Optional.empty(), read(INSTANCES - 1));
        assertEquals(0, index.openStreams());
    }

    @Test
    void hidesFromAQueueNothingThatTheIndexNoLongerKnows() throws Exception {
        Selection selection = read(INSTANCES).orElseThrow();
        InstanceQueue queue = new InstanceQueue(new MemoryIndex(), selection.instances());
        QueuedInstance first = queue.next().orElseThrow();
        assertEquals(new Uid("1.2.3.0"), first.sopInstanceUid());
        assertEquals(Optional.empty(), first.stored());
        assertEquals(INSTANCES - 1, queue.size());
    }

    @Test
    void drainsGivenBackInstancesFirstAndEachOnce() throws Exception {
        InstanceQueue queue =
                new InstanceQueue(index, read(INSTANCES).orElseThrow().instances());
        QueuedInstance first = queue.next().orElseThrow();
        queue.next();
        queue.giveBack(first.afterLoss());
        List<Uid> left = queue.drain();
        assertEquals(INSTANCES - 1, left.size());
        assertEquals(first.sopInstanceUid(), left.get(0));
        assertEquals(INSTANCES - 1, left.stream().distinct().count());
        assertEquals(0, queue.size());
    }

    private Optional<Selection> read(int max) throws Exception {
        return Selection.read(index, RetrieveSelection.ofStudies(List.of(STUDY)), max);
    }

    private static StoredInstance instance(int number) {
        Instant at = Instant.parse("2026-11-22T00:00:00Z");
        StoredObject object = new StoredObject(
                Instances.CT,
                new Uid("1.2.3." + number),
                STUDY,
                STUDY,
                new Uid("1.2.840.10008.1.2.1"),
                ContentDigest.of(ContentDigest.newMessageDigest()),
                1,
                ObjectPath.of(EPOCH, at, number),
                List.of(VolumeId.random()),
                1,
                at,
                "SCU",
                "ARCHIVE",
                "127.0.0.1",
                EPOCH);
        return new StoredInstance(object, object.locations(), Optional.empty());
    }
}
