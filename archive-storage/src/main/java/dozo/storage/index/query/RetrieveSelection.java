package dozo.storage.index.query;

import dozo.core.value.Uid;
import java.util.List;

/**
 * Which instances are to be handed out: those that fulfil every list that is not empty (PS3.4 section C.4.2.2.1). Immutable.
 *
 * @param patientIds Patient IDs, of whatever issuer
 */
public record RetrieveSelection(List<String> patientIds, List<Uid> studies, List<Uid> series, List<Uid> instances) {

    /** @throws IllegalArgumentException when all lists are empty, since nobody may ask for the whole archive */
    public RetrieveSelection {
        patientIds = List.copyOf(patientIds);
        studies = List.copyOf(studies);
        series = List.copyOf(series);
        instances = List.copyOf(instances);
        if (patientIds.isEmpty() && studies.isEmpty() && series.isEmpty() && instances.isEmpty()) {
            throw new IllegalArgumentException("a selection names something");
        }
    }

    public static RetrieveSelection ofStudies(List<Uid> studies) {
        return new RetrieveSelection(List.of(), studies, List.of(), List.of());
    }

    public static RetrieveSelection ofInstances(List<Uid> instances) {
        return new RetrieveSelection(List.of(), List.of(), List.of(), instances);
    }
}
