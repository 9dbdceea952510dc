package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.volume.ObjectDraft;

/** Makes a further copy of a stored object a known one, in the order of INV-1: directory, journal, index. Thread-safe. */
@FunctionalInterface
public interface LocationPublisher {

    /**
     * Journals and indexes the copy. From here on the draft is kept, whether or not this returns normally once the
     * journal was written to.
     *
     * @param copy sealed, its directory not yet forced, closed by the caller afterwards
     * @throws OperatingFailure when a volume or the index failed; the copy may then be known to the journal only, and the next start
     *     brings it into the index
     */
    void publish(ObjectDraft copy, LocationAddedEntry entry) throws OperatingFailure;
}
