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
    void insert(RowInserts inserts, RowChanges changes) {
        inserts.add(volumes, changes);
        inserts.add(patients, changes);
        inserts.add(newStudies.values(), changes);
        inserts.add(newStudies.keySet().stream().map(StudyState::totals).toList(), changes);
        inserts.add(newSeries.values(), changes);
        inserts.add(newSeries.keySet().stream().map(SeriesState::totals).toList(), changes);
        inserts.add(instances.values(), changes);
        inserts.add(locations, changes);
        inserts.add(conflicts, changes);
        inserts.add(newPositions, changes);
        superseded.forEach(row -> row.updateCurrent(inserts.schema(), changes));
    }

    /** Which terms studies have gained and lost: to be called when they have been counted. */
    void changeTerms(RowInserts inserts, RowChanges changes) {
        inserts.add(newTerms, changes);
        lostTerms.forEach(row -> row.delete(inserts.schema(), changes));
    }

    /**
     * Updates the totals of the rows that were there before, and the positions.
     *
     * @param recounted studies that were counted again since they were inserted
     * @param recountedSeries series of the same kind
     */
    void update(
            String schema,
            Collection<StudyState> recounted,
            Collection<SeriesState> recountedSeries,
            RowChanges changes) {
        movedPositions.forEach(row -> row.update(schema, changes));
        for (SeriesState row : changedSeries) {
            if (!newSeries.containsKey(row) || recountedSeries.contains(row)) {
                row.totals().update(schema, changes);
            }
        }
        for (StudyState row : changedStudies) {
            if (!newStudies.containsKey(row) || recounted.contains(row)) {
                row.totals().update(schema, changes);
            }
        }
    }
}
