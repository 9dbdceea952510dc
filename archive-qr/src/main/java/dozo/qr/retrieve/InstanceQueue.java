package dozo.qr.retrieve;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that wait to be sent, handed to as many senders as there are. Where they lie is asked of the index a few at a
 * time. Thread-safe.
 */
final class InstanceQueue {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceQueue.class);

    /** How many instances are looked up at once. */
    static final int LOOKUP_SIZE = 64;

    private final ArchiveIndex index;
    private final List<SelectedInstance> selected;
    private final Deque<QueuedInstance> ready = new ArrayDeque<>();
    private int lookedUp;

    InstanceQueue(ArchiveIndex index, List<SelectedInstance> selected) {
        this.index = index;
        this.selected = selected;
    }

    /** The next one; empty when none waits, though another sender may still give one back. */
    synchronized Optional<QueuedInstance> next() {
        if (ready.isEmpty() && lookedUp < selected.size()) {
            lookUp();
        }
        return Optional.ofNullable(ready.poll());
    }

    /** Puts back what was not confirmed, to be tried before everything else. */
    synchronized void giveBack(QueuedInstance instance) {
        ready.addFirst(instance);
    }

    synchronized int size() {
        return ready.size() + selected.size() - lookedUp;
    }

    /** Takes everything that still waits, without asking where it lies. */
    synchronized List<Uid> drain() {
        List<Uid> left = new ArrayList<>();
        ready.forEach(instance -> left.add(instance.sopInstanceUid()));
        selected.subList(lookedUp, selected.size()).forEach(instance -> left.add(instance.sopInstanceUid()));
        ready.clear();
        lookedUp = selected.size();
        return left;
    }

    private void lookUp() {
        int end = Math.min(selected.size(), lookedUp + LOOKUP_SIZE);
        List<Uid> uids = selected.subList(lookedUp, end).stream()
                .map(SelectedInstance::sopInstanceUid)
                .toList();
        lookedUp = end;
        Map<Uid, StoredInstance> found = find(uids);
        for (Uid uid : uids) {
            ready.add(new QueuedInstance(uid, Optional.ofNullable(found.get(uid)), 0));
        }
    }

    /** What the index knows now. Where it fails these instances fail, not the rest of the retrieval. */
    private Map<Uid, StoredInstance> find(List<Uid> uids) {
        Map<Uid, StoredInstance> found = new HashMap<>();
        try (InstanceStream stream = index.instances(RetrieveSelection.ofInstances(uids))) {
            for (Optional<StoredInstance> next = stream.next(); next.isPresent(); next = stream.next()) {
                found.put(next.get().object().sopInstanceUid(), next.get());
            }
        } catch (OperatingFailure e) {
            LOG.warn(
                    "DOZO-{} {} not looked up: {}",
                    e.code().number(),
                    Count.of(uids.size(), "instance"),
                    e.getMessage());
        }
        return found;
    }
}
