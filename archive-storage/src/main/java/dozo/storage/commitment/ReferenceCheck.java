package dozo.storage.commitment;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.index.control.CommitmentTransaction;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.integrity.SafekeepingCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for which instances of a request the archive takes over safekeeping: those it holds, of the class the peer says,
 * whose bytes it has just read on every volume (INV-1, INV-5). Thread-safe.
 */
final class ReferenceCheck {

    /** How many instances are looked up in the index at once. */
    private static final int PAGE = 256;

    private final ArchiveIndex index;
    private final SafekeepingCheck safekeeping;

    ReferenceCheck(ArchiveIndex index, SafekeepingCheck safekeeping) {
        this.index = index;
        this.safekeeping = safekeeping;
    }

    /**
     * Tests them one after the other, an instance that is named several times once: else a short request could have its bytes
     * read again and again for hours, while the requests of others wait.
     *
     * @param stopped asked behind each
     * @throws OperatingFailure when the index does not answer, so that nothing can be said of any instance now; NOT_ACTIVE when
     *     this process was stopped meanwhile, so that what was found is not to be told
     */
    CommitmentResult test(CommitmentTransaction transaction, BooleanSupplier stopped) throws OperatingFailure {
        List<CommitmentReference> committed = new ArrayList<>();
        List<FailedReference> failed = new ArrayList<>();
        Map<Uid, SafekeepingCheck.Outcome> outcomes = new HashMap<>();
        List<CommitmentReference> all = transaction.references();
        for (int from = 0; from < all.size(); from += PAGE) {
            List<CommitmentReference> page = all.subList(from, Math.min(from + PAGE, all.size()));
            Map<Uid, StoredInstance> stored = lookUp(page);
            for (CommitmentReference reference : page) {
                Optional<FailureReason> reason = test(reference, stored.get(reference.sopInstanceUid()), outcomes);
                if (stopped.getAsBoolean()) {
                    throw new OperatingFailure(FailureCode.NOT_ACTIVE, "The archive is stopping.");
                }
                if (reason.isPresent()) {
                    failed.add(new FailedReference(reference, reason.get()));
                } else {
                    committed.add(reference);
                }
            }
        }
        return new CommitmentResult(transaction.transactionUid(), committed, failed);
    }

    private Map<Uid, StoredInstance> lookUp(List<CommitmentReference> page) throws OperatingFailure {
        List<Uid> uids = page.stream()
                .map(CommitmentReference::sopInstanceUid)
                .distinct()
                .toList();
        Map<Uid, StoredInstance> stored = new HashMap<>();
        try (InstanceStream instances = index.instances(RetrieveSelection.ofInstances(uids))) {
            for (Optional<StoredInstance> next = instances.next(); next.isPresent(); next = instances.next()) {
                stored.put(next.get().object().sopInstanceUid(), next.get());
            }
        }
        return stored;
    }

    /** Why the instance is not committed; empty when it is. @param outcomes of what was read for this request */
    private Optional<FailureReason> test(
            CommitmentReference reference,
            @Nullable StoredInstance stored,
            Map<Uid, SafekeepingCheck.Outcome> outcomes) {
        if (stored == null) {
            return Optional.of(FailureReason.NO_SUCH_OBJECT_INSTANCE);
        }
        if (!stored.object().sopClassUid().equals(reference.sopClassUid())) {
            return Optional.of(FailureReason.CLASS_INSTANCE_CONFLICT);
        }
        return switch (outcomes.computeIfAbsent(reference.sopInstanceUid(), uid -> safekeeping.test(stored))) {
            case SAFE -> Optional.empty();
            case DAMAGED -> Optional.of(FailureReason.PROCESSING_FAILURE);
            case UNDECIDED -> Optional.of(FailureReason.RESOURCE_LIMITATION);
        };
    }
}
