package dozo.storage.integrity;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DecodingLimits;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.header.Header;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads headers of stored objects again, from whichever copy can be read. Thread-safe. */
final class HeaderSource {

    private final ObjectSource objects;
    private final ReadableCopy copies;
    private final LaterCopies laterCopies;
    private final DecodingLimits limits;
    private final boolean readWhole;

    HeaderSource(Store store, ObjectSource objects, ReplaySettings settings) {
        this.objects = objects;
        this.copies = new ReadableCopy(store, settings.headerLimits());
        this.laterCopies = new LaterCopies(store);
        this.limits = settings.headerLimits();
        this.readWhole = settings.readWhole();
    }

    /** A header, or, when no copy gives one, why not. */
    record Outcome(StoredObject object, Optional<Header> header, Optional<OperatingFailure> failure) {

        /** Whether a volume that cannot be read now may hold a good copy. */
        boolean isUndecided() {
            return failure.filter(ReadableCopy::isOfTheVolume).isPresent();
        }
    }

    /** Whatever fails is part of the outcome, which is undecided when the journals could not be searched for further copies. */
    Outcome read(StoredObject object) {
        try {
            return found(object, read(object, object.locations()));
        } catch (OperatingFailure e) {
            return readLaterCopy(object, e);
        }
    }

    /** @param received why none of the copies made on receipt gives a header */
    private Outcome readLaterCopy(StoredObject object, OperatingFailure received) {
        List<ObjectLocation> later;
        try {
            later = laterCopies.of(object);
        } catch (OperatingFailure unsearched) {
            unsearched.addSuppressed(received);
            return new Outcome(object, Optional.empty(), Optional.of(unsearched));
        }
        if (later.isEmpty()) {
            return new Outcome(object, Optional.empty(), Optional.of(received));
        }
        try {
            return found(object, read(object, later));
        } catch (OperatingFailure again) {
            received.addSuppressed(again);
            return new Outcome(object, Optional.empty(), Optional.of(received));
        }
    }

    private static Outcome found(StoredObject object, Attributes header) {
        return new Outcome(object, Optional.of(filed(object, header)), Optional.empty());
    }

    private Attributes read(StoredObject object, List<ObjectLocation> locations) throws OperatingFailure {
        return readWhole ? readWhole(object, locations) : readHeaderOnly(object, locations);
    }

    private Attributes readWhole(StoredObject object, List<ObjectLocation> locations) throws OperatingFailure {
        try (VerifiedObject verified = objects.open(new StoredInstance(object, locations, Optional.empty()))) {
            return verified.header(limits);
        } catch (IOException e) {
            throw ReadableCopy.unreadable(object, e);
        }
    }

    private Attributes readHeaderOnly(StoredObject object, List<ObjectLocation> locations) throws OperatingFailure {
        return copies.read(object, locations, reader -> {
            Attributes header = ObjectHeader.read(reader);
            ReadableCopy.requireInstance(object, header);
            return header;
        });
    }

    /**
     * What the journal alone tells of an object that cannot be read, in the shape of a header: enough for it to stand in the
     * index, and be missed.
     */
    static Header fromJournal(StoredObject object) {
        Attributes told = new Attributes()
                .put(Tag.SOPClassUID, object.sopClassUid())
                .put(Tag.SOPInstanceUID, object.sopInstanceUid());
        return filed(object, told);
    }

    private static Header filed(StoredObject object, Attributes header) {
        return Header.of(header, object.studyInstanceUid(), object.seriesInstanceUid());
    }
}
