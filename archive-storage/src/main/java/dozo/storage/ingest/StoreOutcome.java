package dozo.storage.ingest;

import dozo.core.failure.FailureCode;
import dozo.storage.journal.StoredObject;
import java.util.Objects;

/** What became of an object that was sent. All but {@link Refused} are answered with Success. */
public sealed interface StoreOutcome {

    /** It is stored, durable and found; the first content under its SOP Instance UID. */
    record Stored(StoredObject object) implements StoreOutcome {
        public Stored {
            Objects.requireNonNull(object, "object");
        }
    }

    /** The very same bytes were stored before, and their stored copy passed its digest test just now. */
    record AlreadyStored(StoredObject object) implements StoreOutcome {
        public AlreadyStored {
            Objects.requireNonNull(object, "object");
        }
    }

    /** Other bytes are stored under its SOP Instance UID; it is stored beside them and answers from now on. */
    record NewVersion(StoredObject object) implements StoreOutcome {
        public NewVersion {
            Objects.requireNonNull(object, "object");
        }
    }

    /**
     * It is not stored, or it is not known to be; the sender keeps its copy.
     *
     * @param detail for the log: never patient data
     */
    record Refused(FailureCode code, String detail) implements StoreOutcome {
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
