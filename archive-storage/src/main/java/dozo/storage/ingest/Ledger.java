package dozo.storage.ingest;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.journal.Appended;
import dozo.storage.journal.JournalEntry;
import dozo.storage.journal.JournalWriter;
import dozo.storage.volume.StoreGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps journal and index in step: facts are on the disk in a journal before the index commits them. The journal is forced
 * while they are entered into the index, where nobody sees them yet. Whenever that was broken off, the
 * facts are kept here and must be settled before any other: they are in the journal, or may be, and the next version of an
 * instance depends on them. Applying a fact twice changes nothing. Used by the committer's thread only.
 */
final class Ledger {

    /** Facts of one store group. */
    private static final class Part {
        private final Optional<StoreGroup> group;
        private final List<Fact> facts = new ArrayList<>();
        /** Null as long as they are in no journal that could be written. */
        private @Nullable Appended appended;
        /** Why the journal of the group failed; null while it did not. */
        private @Nullable OperatingFailure failure;

        Part(Optional<StoreGroup> group) {
            this.group = group;
        }

        /** Waits for the force. @return why the facts must be appended again; empty when they are in a journal for good */
        Optional<OperatingFailure> force(Appended written) {
            try {
                written.forced();
                return Optional.empty();
            } catch (OperatingFailure e) {
                appended = null;
                failure = e;
                return Optional.of(e);
            }
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
            Optional<OperatingFailure> failure = complete(batch);
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /**
     * Writes facts to the journal and the index, and commits. Where the journal of a group fails, its facts go to that of
     * another, so that the other groups do not stand still for a lost one.
     *
     * @param batch closed here
     * @return why the journal of a group failed, by group: what is on its volumes is not to be called stored
     * @throws OperatingFailure when a step failed; the facts then wait to be settled
     * @throws IllegalStateException when facts wait to be settled
     */
    Map<StoreGroup, OperatingFailure> write(IndexBatch batch, List<Fact> facts) throws OperatingFailure {
        if (!unsettled.isEmpty()) {
            throw new IllegalStateException("earlier facts are not settled");
        }
        List<Part> parts = parts(facts);
        unsettled = parts;
        boolean committed;
        try (batch) {
            committed = complete(batch).isEmpty();
        }
        if (!committed) {
            // Entered with the position of a journal that failed: once more, with that of another one.
            settle();
        }
        Map<StoreGroup, OperatingFailure> failures = new LinkedHashMap<>();
        for (Part part : parts) {
            OperatingFailure failure = part.failure;
            if (failure != null) {
                part.group.ifPresent(group -> failures.put(group, failure));
            }
        }
        return failures;
    }

    private static List<Part> parts(List<Fact> facts) {
        Map<Optional<StoreGroup>, Part> parts = new LinkedHashMap<>();
        for (Fact fact : facts) {
            parts.computeIfAbsent(fact.group(), Part::new).facts.add(fact);
        }
        return List.copyOf(parts.values());
    }

    /** @return why nothing was committed: a journal could not be forced, and its facts must be appended again */
    private Optional<OperatingFailure> complete(IndexBatch batch) throws OperatingFailure {
        Map<Part, Appended> written = new LinkedHashMap<>();
        for (Part part : unsettled) {
            written.put(part, standing(part));
        }
        for (Map.Entry<Part, Appended> each : written.entrySet()) {
            for (Fact fact : each.getKey().facts) {
                fact.apply(batch);
            }
            batch.position(each.getValue().position());
        }
        batch.write();
        for (Map.Entry<Part, Appended> each : written.entrySet()) {
            Optional<OperatingFailure> failure = each.getKey().force(each.getValue());
            if (failure.isPresent()) {
                return failure;
            }
        }
        batch.commit();
        unsettled = List.of();
        return Optional.empty();
    }

    /** Where the facts of the part stand: in a journal they were forced to before, else in one they are appended to now. */
    private Appended standing(Part part) throws OperatingFailure {
        Appended earlier = part.appended;
        if (earlier != null && part.force(earlier).isEmpty()) {
            return earlier;
        }
        Appended now = append(part);
        part.appended = now;
        return now;
    }

    private Appended append(Part part) throws OperatingFailure {
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

    private Appended appendAnywhere(List<JournalEntry> entries, OperatingFailure first) throws OperatingFailure {
        try {
            return journal.append(entries);
        } catch (OperatingFailure e) {
            first.addSuppressed(e);
            throw first;
        }
    }
}
