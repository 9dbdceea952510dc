package dozo.storage.ingest;

import dozo.storage.volume.ObjectDraft;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A proposal in the committer's queue, and the place where its proposer waits. */
record Submission(Proposal proposal, CompletableFuture<Verdict> verdict) {

    Submission(Proposal proposal) {
        this(proposal, new CompletableFuture<>());
    }

    /** Empty when the proposal has none. */
    Optional<ObjectDraft> draft() {
        return proposal instanceof Proposal.OfDraft drafted ? Optional.of(drafted.draft()) : Optional.empty();
    }
}
