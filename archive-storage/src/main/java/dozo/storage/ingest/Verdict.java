package dozo.storage.ingest;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;

/** What the committer made of a proposal. */
sealed interface Verdict {

    /** The object is journaled and indexed. */
    record Published(StoredObject object) implements Verdict {}

    /** These bytes are stored already; the draft was left alone. */
    record Duplicate(StoredInstance known) implements Verdict {}

    /** The further copies, or the other facts, are journaled and indexed. */
    record Recorded() implements Verdict {}

    /** Nothing was published, or it is not known; the draft can be discarded, which does nothing in the latter case. */
    record Failed(OperatingFailure failure) implements Verdict {}
}
