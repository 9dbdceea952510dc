package dozo.storage.ingest;

import java.util.concurrent.CompletableFuture;

/** A proposal in the committer's queue, and the place where its proposer waits. */
record Submission(Proposal proposal, CompletableFuture<Verdict> verdict) {

    Submission(Proposal proposal) {
        this(proposal, new CompletableFuture<>());
    }
}
