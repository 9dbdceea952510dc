package dozo.storage.ingest;

import dozo.core.value.Uid;
import dozo.storage.index.header.Header;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.SealedObject;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.List;

/** What is brought before the committer. */
sealed interface Proposal {

    /** A sealed draft, and what it shall become. */
    sealed interface OfDraft extends Proposal {
        ObjectDraft draft();
    }

    /** Facts that are not about an object on its way. */
    record Facts(List<Fact> facts) implements Proposal {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** An object that was received and passed its checks. */
    record NewObject(
            ObjectDraft draft,
            SealedObject sealed,
            IdentifiedInstance identifiers,
            Arrival arrival,
            Instant receivedAt,
            Header header)
            implements OfDraft {

        Uid sopInstanceUid() {
            return identifiers.sopInstanceUid();
        }

        StoredObject stored(int version, WriterEpoch epoch) {
            return new StoredObject(
                    identifiers.sopClassUid(),
                    identifiers.sopInstanceUid(),
                    identifiers.studyInstanceUid(),
                    identifiers.seriesInstanceUid(),
                    arrival.syntax().uid(),
                    sealed.digest(),
                    sealed.sizeBytes(),
                    sealed.path(),
                    sealed.volumes(),
                    version,
                    receivedAt,
                    arrival.calling().value(),
                    arrival.called().value(),
                    arrival.peerAddress(),
                    epoch);
        }
    }

    /**
     * Further copies of a stored version, one for each volume of the draft.
     *
     * @param resent whether they came from a sender, and lie on all volumes of a store group
     */
    record FurtherCopies(ObjectDraft draft, List<LocationAddedEntry> entries, boolean resent) implements OfDraft {
        public FurtherCopies {
            entries = List.copyOf(entries);
        }
    }
}
