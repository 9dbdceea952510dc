package dozo.storage.index.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one batch will write: each table's rows in one batched statement. */
final class PendingRows {

    final List<PatientEntity> patients = new ArrayList<>();
    final Map<StudyState, StudyEntity> newStudies = new LinkedHashMap<>();
    final Map<SeriesState, SeriesEntity> newSeries = new LinkedHashMap<>();
    final List<LocationEntity> locations = new ArrayList<>();
    final List<ConflictEntity> conflicts = new ArrayList<>();
    final List<VolumeEntity> volumes = new ArrayList<>();
    final List<StudyTermEntity> newTerms = new ArrayList<>();
    final List<StudyTermEntity> lostTerms = new ArrayList<>();
    /** Versions that were there before and are not current any more. */
    final Set<InstanceEntity> superseded = new LinkedHashSet<>();

    final List<JournalPositionEntity> newPositions = new ArrayList<>();
    final List<JournalPositionEntity> movedPositions = new ArrayList<>();

    private final Map<Long, InstanceEntity> instances = new LinkedHashMap<>();
    private final Set<StudyState> changedStudies = new LinkedHashSet<>();
    private final Set<SeriesState> changedSeries = new LinkedHashSet<>();

    void add(InstanceEntity row) {
        instances.put(row.pk, row);
    }

    boolean isNew(InstanceEntity row) {
        return instances.containsKey(row.pk);
    }

    void changed(SeriesState series, StudyState study) {
        changedSeries.add(series);
        changedStudies.add(study);
    }

    /** Inserts what is new, parents first. */
    void insert(RowStatements statements, RowChanges changes) {
        statements.insert(volumes, changes);
        statements.insert(patients, changes);
        statements.insert(newStudies.values(), changes);
        statements.insert(newStudies.keySet().stream().map(StudyState::totals).toList(), changes);
        statements.insert(newSeries.values(), changes);
        statements.insert(newSeries.keySet().stream().map(SeriesState::totals).toList(), changes);
        statements.insert(instances.values(), changes);
        statements.insert(locations, changes);
        statements.insert(conflicts, changes);
        statements.insert(newPositions, changes);
        superseded.forEach(row -> row.updateCurrent(statements.schema(), changes));
    }

    /** Which terms studies have gained and lost: to be called when they have been counted. */
    void changeTerms(RowStatements statements, RowChanges changes) {
        statements.insert(newTerms, changes);
        lostTerms.forEach(row -> row.delete(statements.schema(), changes));
    }

    /**
     * Updates the totals of the rows that were there before, and the positions.
     *
     * @param recounted studies that were counted again since they were inserted
     * @param recountedSeries series of the same kind
     */
    void update(
            RowStatements statements,
            Collection<StudyState> recounted,
            Collection<SeriesState> recountedSeries,
            RowChanges changes) {
        movedPositions.forEach(row -> statements.update(row, changes));
        for (SeriesState row : changedSeries) {
            if (!newSeries.containsKey(row) || recountedSeries.contains(row)) {
                statements.update(row.totals(), changes);
            }
        }
        for (StudyState row : changedStudies) {
            if (!newStudies.containsKey(row) || recounted.contains(row)) {
                statements.update(row.totals(), changes);
            }
        }
    }
}
