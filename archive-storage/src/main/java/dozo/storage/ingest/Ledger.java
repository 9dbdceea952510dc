package dozo.storage.ingest;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexBatch;
import dozo.storage.journal.JournalEntry;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.JournalWriter;
import dozo.storage.volume.StoreGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps journal and index in step: facts go to the journal first, then to the index. Whenever that was broken off, the
 * facts are kept here and must be settled before any other: they are in the journal, or may be, and the next version of an
 * instance depends on them. Applying a fact twice changes nothing. Used by the committer's thread only.
 */
final class Ledger {

    /** Facts of one store group, and the position behind them once they are known to be in the journal. */
    private static final class Part {
        private final Optional<StoreGroup> group;
        private final List<Fact> facts = new ArrayList<>();
        private JournalPosition position;
        private OperatingFailure failure;

        Part(Optional<StoreGroup> group) {
            this.group = group;
        }
    }

    private final ArchiveIndex index;
    private final JournalWriter journal;
    private List<Part> unsettled = List.of();

    Ledger(ArchiveIndex index, JournalWriter journal) {
        this.index = index;
        this.journal = journal;
    }

    /** Completes what was broken off, if anything. @throws OperatingFailure when it failed again */
    void settle() throws OperatingFailure {
        if (unsettled.isEmpty()) {
            return;
        }
        try (IndexBatch batch = index.begin()) {
            complete(batch);
        }
    }

    /**
     * Writes facts to the journal and the index, and commits. Where the journal of a group fails, its facts go to that of
     * another, so that the other groups do not stand still for a lost one.
     *
     * @return why the journal of a group failed, by group: what is on its volumes is not to be called stored
     * @throws OperatingFailure when a step failed; the facts then wait to be settled
     * @throws IllegalStateException when facts wait to be settled
     */
    Map<StoreGroup, OperatingFailure> write(IndexBatch batch, List<Fact> facts) throws OperatingFailure {
        if (!unsettled.isEmpty()) {
            throw new IllegalStateException("earlier facts are not settled");
        }
        Map<Optional<StoreGroup>, Part> parts = new LinkedHashMap<>();
        for (Fact fact : facts) {
            parts.computeIfAbsent(fact.group(), Part::new).facts.add(fact);
        }
        unsettled = List.copyOf(parts.values());
        complete(batch);
        Map<StoreGroup, OperatingFailure> failures = new LinkedHashMap<>();
        for (Part part : parts.values()) {
            if (part.failure != null) {
                failures.put(part.group.orElseThrow(), part.failure);
            }
        }
        return failures;
    }

    private void complete(IndexBatch batch) throws OperatingFailure {
        for (Part part : unsettled) {
            if (part.position == null) {
                part.position = append(part);
            }
        }
        for (Part part : unsettled) {
            for (Fact fact : part.facts) {
                fact.apply(batch);
            }
            batch.position(part.position);
        }
        batch.commit();
        unsettled = List.of();
    }

    private JournalPosition append(Part part) throws OperatingFailure {
        List<JournalEntry> entries = part.facts.stream().map(Fact::entry).toList();
        if (part.group.isEmpty() || part.failure != null) {
            return journal.append(entries);
        }
        try {
            return journal.append(part.group.get(), entries);
        } catch (OperatingFailure e) {
            part.failure = e;
            return appendAnywhere(entries, e);
        }
    }

    private JournalPosition appendAnywhere(List<JournalEntry> entries, OperatingFailure first) throws OperatingFailure {
        try {
            return journal.append(entries);
        } catch (OperatingFailure e) {
            first.addSuppressed(e);
            throw first;
        }
    }
}
