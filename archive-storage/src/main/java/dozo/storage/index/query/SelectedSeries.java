package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.util.List;

/** The series of a selection that names no instances: of its series, its studies or its patients, whichever is lowest. */
final class SelectedSeries {

    private final Reads reads;
    private final String column;
    private final List<String> names;
    private final RetrieveFilter filter;
    private final int namesPerStatement;
    private int position;

    private SelectedSeries(
            Reads reads, String column, List<String> names, RetrieveFilter filter, int namesPerStatement) {
        this.reads = reads;
        this.column = column;
        this.names = names;
        this.filter = filter;
        this.namesPerStatement = namesPerStatement;
    }

    static SelectedSeries of(Reads reads, RetrieveSelection selection, int rowsPerPage) {
        RetrieveFilter filter = new RetrieveFilter(selection);
        if (!selection.series().isEmpty()) {
            return new SelectedSeries(reads, "e.series_instance_uid", texts(selection.series()), filter, rowsPerPage);
        }
        if (!selection.studies().isEmpty()) {
            // A study has a few dozen series, a patient a few dozen studies.
            return new SelectedSeries(
                    reads, "s.study_instance_uid", texts(selection.studies()), filter, Math.max(rowsPerPage / 16, 1));
        }
        return new SelectedSeries(reads, "s.patient_id", texts(selection.patientIds()), filter, 1);
    }

    private static List<String> texts(List<?> names) {
        return names.stream().map(Object::toString).distinct().toList();
    }

    /** Some more series, or none at the end. */
    List<SeriesRef> next() throws OperatingFailure {
        List<SeriesRef> found = List.of();
        while (found.isEmpty() && position < names.size()) {
            int end = Math.min(position + namesPerStatement, names.size());
            found = reads
                    .list(
                            SeriesRef.SELECT,
                            Predicate.in(column, names.subList(position, end)),
                            SeriesRef.ORDER,
                            SeriesRef.MAPPING)
                    .stream()
                    .filter(filter::accepts)
                    .toList();
            position = end;
        }
        return found;
    }
}
