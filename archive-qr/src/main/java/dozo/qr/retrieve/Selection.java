package dozo.qr.retrieve;

import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The instances of one retrieval as they were when it began: only their UIDs and kinds, so that a large one fits into memory
 * (INV-8) and the counters are exact whatever arrives meanwhile. Immutable.
 *
 * @param instances in the order in which they are sent
 */
record Selection(List<SelectedInstance> instances) {

    Selection {
        instances = List.copyOf(instances);
    }

    /** @return empty when more than {@code maxInstances} are selected */
    static Optional<Selection> read(ArchiveIndex index, RetrieveSelection wanted, int maxInstances)
            throws OperatingFailure {
        List<SelectedInstance> instances = new ArrayList<>();
        Map<Kind, Kind> shared = new HashMap<>();
        try (InstanceStream stream = index.instances(wanted)) {
            for (Optional<StoredInstance> next = stream.next(); next.isPresent(); next = stream.next()) {
                if (instances.size() == maxInstances) {
                    return Optional.empty();
                }
                instances.add(selected(next.get(), shared));
            }
        }
        return Optional.of(new Selection(instances));
    }

    private static SelectedInstance selected(StoredInstance stored, Map<Kind, Kind> shared) {
        Uid sopClass = stored.object().sopClassUid();
        Kind kind = new Kind(sopClass, TransferSyntax.of(stored.object().transferSyntaxUid()));
        return new SelectedInstance(stored.object().sopInstanceUid(), shared.computeIfAbsent(kind, k -> k));
    }

    int size() {
        return instances.size();
    }

    /** Those of the kinds in {@code kinds}, in their order. */
    List<SelectedInstance> of(Set<Kind> kinds) {
        return instances.stream()
                .filter(instance -> kinds.contains(instance.kind()))
                .toList();
    }

    /** Every kind once, in order of appearance. */
    List<Kind> kinds() {
        return instances.stream().map(SelectedInstance::kind).distinct().toList();
    }
}
