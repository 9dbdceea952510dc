package dozo.admin.command;

import dozo.admin.scu.QueryKeys;
import dozo.core.dataset.Attributes;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.qr.model.InformationModel;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a query or retrieval is about. */
final class QueryOptions {

    @Option(
            names = {"-L", "--level"},
            paramLabel = "LEVEL",
            description = "patient, study, series or image. Default: the lowest level that the UIDs given name.")
    private @Nullable Level level;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY[=VALUE]",
            description = "A key by keyword or tag, such as PatientName=YAMADA* or 0008,0020; may be repeated.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--patient", paramLabel = "ID", description = "Patient ID.")
    private @Nullable String patient;

    @Option(names = "--study", paramLabel = "UID", split = ",", description = "Study Instance UIDs.")
    private List<String> studies = new ArrayList<>();

    @Option(names = "--series", paramLabel = "UID", split = ",", description = "Series Instance UIDs.")
    private List<String> series = new ArrayList<>();

    @Option(names = "--instance", paramLabel = "UID", split = ",", description = "SOP Instance UIDs.")
    private List<String> instances = new ArrayList<>();

    @Option(
            names = "--patient-root",
            description = "Use the Patient Root model. Default: Study Root, but for the patient level.")
    private boolean patientRoot;

    InformationModel model() {
        return patientRoot || effectiveLevel() == Level.PATIENT
                ? InformationModel.PATIENT_ROOT
                : InformationModel.STUDY_ROOT;
    }

    Level effectiveLevel() {
        if (level != null) {
            return level;
        }
        if (!instances.isEmpty()) {
            return Level.IMAGE;
        }
        if (!series.isEmpty()) {
            return Level.SERIES;
        }
        return patient != null && studies.isEmpty() ? Level.PATIENT : Level.STUDY;
    }

    /** All keys typed, UIDs first. */
    QueryKeys keys() throws OperatingFailure {
        List<String> all = new ArrayList<>();
        if (patient != null) {
            all.add("PatientID=" + patient);
        }
        addUids(all, "StudyInstanceUID", studies);
        addUids(all, "SeriesInstanceUID", series);
        addUids(all, "SOPInstanceUID", instances);
        all.addAll(keys);
        return QueryKeys.parse(all);
    }

    private static void addUids(List<String> keys, String keyword, List<String> uids) {
        if (!uids.isEmpty()) {
            keys.add(keyword + "=" + String.join("\\", uids));
        }
    }

    /** The identifier of a retrieval. @throws OperatingFailure when it would select nothing */
    Attributes selection() throws OperatingFailure {
        QueryKeys typed = keys();
        int unique = InformationModel.uniqueKey(effectiveLevel());
        if (typed.values().getOrDefault(unique, "").isEmpty()) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "Name what to retrieve: at the " + effectiveLevel().name().toLowerCase(Locale.ROOT) + " level, "
                            + QueryKeys.label(unique) + ". Nothing was done.");
        }
        return typed.identifier(effectiveLevel().name(), List.of());
    }
}
