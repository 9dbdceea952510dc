package dozo.admin.operation;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.query.RetrieveSelection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A study that somebody named, and so means to be stored here. */
final class NamedStudy {

    private NamedStudy() {}

    /** Its Study Instance UID. @throws OperatingFailure CONFIGURATION_INVALID when the text is none */
    static Uid uid(String text) throws OperatingFailure {
        return Uid.parse(text).orElseThrow(() -> invalid("\"" + text + "\" is no UID. Nothing was done."));
    }

    /** As {@link #uid}. @throws OperatingFailure CONFIGURATION_INVALID also when no version, current or not, belongs to it */
    static Uid require(Workplace workplace, String text) throws OperatingFailure {
        Uid uid = uid(text);
        AtomicBoolean stored = new AtomicBoolean();
        workplace.archive().index().versions(RetrieveSelection.ofStudies(List.of(uid)), version -> stored.set(true));
        if (!stored.get()) {
            throw absent(uid);
        }
        return uid;
    }

    /** What to tell when nothing of the study is stored. */
    static OperatingFailure absent(Uid uid) {
        return invalid(
                "No study " + uid + " is stored here. Nothing was done. `dozo study list` shows what is stored.");
    }

    private static OperatingFailure invalid(String message) {
        return new OperatingFailure(FailureCode.CONFIGURATION_INVALID, message);
    }
}
