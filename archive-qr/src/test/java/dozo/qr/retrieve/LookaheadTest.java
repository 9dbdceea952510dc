package dozo.qr.retrieve;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.VerifiedObject;
import dozo.storage.testing.JournaledStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookaheadTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int INSTANCES = 12;
    private static final int PROCESSORS = 2;

    @TempDir
    Path directory;

    private final List<Uid> uids = new ArrayList<>();
    private final List<Uid> begun = Collections.synchronizedList(new ArrayList<>());
    private final List<VerifiedObject> opened = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Runnable> offered = new ArrayDeque<>();
    private final Helpers late = new Helpers(offered::add, PROCESSORS);
    private ExecutorService threads;
    private JournaledStore files;
    private ObjectSource source;
    private InstanceQueue queue;

    @BeforeEach
    void fillTheQueue() throws Exception {
        threads = Executors.newFixedThreadPool(PROCESSORS);
        files = JournaledStore.mirrored(directory);
        source = new ObjectSource(files.store());
        queue = new InstanceQueue(null, List.of());
        List<QueuedInstance> stored = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            StoredInstance instance =
                    JournaledStore.instance(files.put(Instances.ct().build()));
            Uid uid = instance.object().sopInstanceUid();
            uids.add(uid);
            stored.add(0, new QueuedInstance(uid, Optional.of(instance), 0));
        }
        stored.forEach(queue::giveBack);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        files.close();
    }

    private Lookahead lookahead(Helpers helpers) {
        return new Lookahead(queue, this::prepare, helpers);
    }

    private Optional<Prepared> prepare(QueuedInstance queued) {
        begun.add(queued.sopInstanceUid());
        StoredInstance instance = queued.stored().orElseThrow();
        try {
            VerifiedObject object = source.open(instance);
            opened.add(object);
            return Optional.of(PreparedObject.prepare(instance, object));
        } catch (OperatingFailure e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Helpers prompt() {
        return new Helpers(threads, PROCESSORS);
    }

    /** Sends all that is left. @return what was sent, in that order */
    private static List<Uid> send(Lookahead ahead) {
        List<Uid> sent = new ArrayList<>();
        for (Optional<Upcoming> next = ahead.next(); next.isPresent(); next = ahead.next()) {
            next.get().await().ifPresent(prepared -> {
                sent.add(prepared.instance().object().sopInstanceUid());
                prepared.close();
            });
        }
        return sent;
    }

    @Test
    void keepsTheOrderOfTheQueueWhoeverPreparesFirst() {
        try (Lookahead ahead = lookahead(prompt())) {
            assertEquals(uids, send(ahead));
        }
        assertEquals(INSTANCES, begun.size(), "each once");
    }

    @Test
    void doesEverythingItselfWhenNobodyHelps() {
        Helpers refusing = new Helpers(
                task -> {
                    throw new RejectedExecutionException();
                },
                PROCESSORS);
        try (Lookahead ahead = lookahead(refusing)) {
            assertEquals(uids, send(ahead));
        }
        assertEquals(uids, begun);
    }

    @Test
    void tellsOfAnInstanceThatFailedAtItsPlace() throws Exception {
        Uid bad = uids.get(3);
        StoredInstance stored = queueContents().get(3).stored().orElseThrow();
        for (String volume : List.of("primary", "mirror")) {
            JournaledStore.flipBit(files.file(stored.object(), volume));
        }
        try (Lookahead ahead = lookahead(prompt())) {
            for (Uid uid : uids) {
                Upcoming next = ahead.next().orElseThrow();
                assertEquals(uid, next.instance().sopInstanceUid());
                Optional<Prepared> prepared = next.await();
                assertEquals(!uid.equals(bad), prepared.isPresent());
                prepared.ifPresent(Prepared::close);
            }
            assertTrue(ahead.next().isEmpty());
        }
    }

    @Test
    void makesNoMoreThanItsLimitReadyAtATime() {
        try (Lookahead ahead = lookahead(prompt())) {
            Upcoming first = ahead.next().orElseThrow();
            await().until(() -> begun.size() == Lookahead.INSTANCES);
            assertEquals(Set.copyOf(uids.subList(1, 1 + Lookahead.INSTANCES)), Set.copyOf(begun));
            assertFalse(begun.contains(first.instance().sopInstanceUid()), "that one is the sender's own");
            assertEquals(INSTANCES - 1 - Lookahead.INSTANCES, queue.size());
        }
    }

    @Test
    void readsNothingOnceItIsClosed() {
        Lookahead ahead = lookahead(late);
        ahead.next().orElseThrow();
        ahead.close();
        assertEquals(Lookahead.INSTANCES, offered.size());
        offered.forEach(Runnable::run);
        assertTrue(begun.isEmpty());
    }

    @Test
    void givesBackWhatWasNotSentInItsOrder() {
        Lookahead ahead = lookahead(late);
        ahead.next().orElseThrow();
        ahead.close();
        assertEquals(
                uids.subList(1, INSTANCES),
                queueContents().stream().map(QueuedInstance::sopInstanceUid).toList());
    }

    @Test
    void closesWhatWasReadAndNotSent() {
        Lookahead ahead = lookahead(late);
        ahead.next().orElseThrow();
        offered.forEach(Runnable::run);
        assertEquals(Lookahead.INSTANCES, opened.size());
        ahead.close();
        opened.forEach(
                object -> assertThrows(IOException.class, () -> object.dataSet().read()));
    }

    @Test
    void asksForNoHelpWhereTheSendersKeepTheProcessorsBusy() {
        try (Lookahead one = lookahead(late)) {
            one.next();
            assertEquals(Lookahead.INSTANCES, offered.size());
            offered.clear();
            try (Lookahead another = lookahead(late)) {
                one.next();
                another.next();
                assertTrue(offered.isEmpty());
            }
            one.next();
            assertFalse(offered.isEmpty(), "the other has ended");
        }
    }

    /** What waits, which stays there. */
    private List<QueuedInstance> queueContents() {
        List<QueuedInstance> contents = new ArrayList<>();
        for (Optional<QueuedInstance> next = queue.next(); next.isPresent(); next = queue.next()) {
            contents.add(next.get());
        }
        for (int i = contents.size() - 1; i >= 0; i--) {
            queue.giveBack(contents.get(i));
        }
        return contents;
    }
}
