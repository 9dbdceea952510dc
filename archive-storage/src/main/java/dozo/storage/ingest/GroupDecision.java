package dozo.storage.ingest;

import dozo.core.value.Uid;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.WriterEpoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what each proposal of a commit group becomes, in the order in which they came, and which facts follow. A draft
 * is kept here: behind this a journal may name it. Not thread-safe.
 */
final class GroupDecision {

    private final WriterEpoch epoch;
    private final Map<Uid, List<StoredInstance>> known = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<Submission, Verdict> verdicts = new LinkedHashMap<>();

    GroupDecision(WriterEpoch epoch, Map<Uid, List<KnownVersion>> versions) {
        this.epoch = epoch;
        versions.forEach((uid, list) -> known.put(
                uid, new ArrayList<>(list.stream().map(KnownVersion::instance).toList())));
    }

    void decide(Submission submission) {
        if (submission.proposal() instanceof Proposal.NewObject object) {
            decide(submission, object);
        } else if (submission.proposal() instanceof Proposal.FurtherCopies copies
                && copies.draft().keep()) {
            Optional<StoreGroup> group =
                    copies.resent() ? Optional.of(copies.draft().group()) : Optional.empty();
            for (LocationAddedEntry entry : copies.entries()) {
                facts.add(new Fact.Copied(group, entry));
            }
            verdicts.put(submission, new Verdict.Recorded());
        } else if (submission.proposal() instanceof Proposal.Facts proposed) {
            facts.addAll(proposed.facts());
            verdicts.put(submission, new Verdict.Recorded());
        }
    }

    private void decide(Submission submission, Proposal.NewObject object) {
        List<StoredInstance> versions = known.computeIfAbsent(object.sopInstanceUid(), uid -> new ArrayList<>());
        Optional<StoredInstance> same = versions.stream()
                .filter(version ->
                        version.object().digest().equals(object.sealed().digest()))
                .findFirst();
        if (same.isPresent()) {
            verdicts.put(submission, new Verdict.Duplicate(same.get()));
        } else if (object.draft().keep()) {
            int newest = versions.stream()
                    .mapToInt(version -> version.object().version())
                    .max()
                    .orElse(0);
            StoredObject stored = object.stored(newest + 1, epoch);
            versions.add(new StoredInstance(stored, stored.locations(), Optional.empty()));
            facts.add(new Fact.Stored(Optional.of(object.draft().group()), new StoredEntry(stored), object.header()));
            verdicts.put(submission, new Verdict.Published(stored));
        }
    }

    /** What must be journaled and indexed, in this order. */
    List<Fact> facts() {
        return facts;
    }

    /** What to tell the proposers once the facts are committed; none for those who have given up waiting. */
    Map<Submission, Verdict> verdicts() {
        return verdicts;
    }
}
