package dozo.storage.index.query;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Tests the lists of a selection above the instance on the names of a series. */
final class RetrieveFilter {

    private final Set<String> patientIds;
    private final Set<String> studies;
    private final Set<String> series;

    RetrieveFilter(RetrieveSelection selection) {
        this.patientIds = new HashSet<>(selection.patientIds());
        this.studies = selection.studies().stream().map(Object::toString).collect(Collectors.toSet());
        this.series = selection.series().stream().map(Object::toString).collect(Collectors.toSet());
    }

    boolean accepts(SeriesRef ref) {
        return (patientIds.isEmpty() || patientIds.contains(ref.patientId()))
                && (studies.isEmpty() || studies.contains(ref.studyUid()))
                && (series.isEmpty() || series.contains(ref.seriesUid()));
    }
}
