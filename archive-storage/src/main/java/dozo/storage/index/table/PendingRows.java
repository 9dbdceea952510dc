package dozo.storage.index.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

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
    final Map<Long, InstanceCurrentEntity> superseded = new LinkedHashMap<>();
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
    void insert(StatelessSession session) {
        newStudies.forEach((state, row) -> Rows.settle(row, state));
        newSeries.forEach((state, row) -> Rows.settle(row, state));
        insertAll(session, volumes);
        insertAll(session, patients);
        insertAll(session, newStudies.values());
        insertAll(session, newSeries.values());
        insertAll(session, instances.values());
        insertAll(session, locations);
        insertAll(session, conflicts);
        insertAll(session, newPositions);
        if (!superseded.isEmpty()) {
            session.updateMultiple(List.copyOf(superseded.values()));
        }
    }

    /** The totals of the rows that were there before, or were counted again since they were inserted, and the positions. */
    RowUpdates updates(String schema, Collection<StudyState> studies, Collection<SeriesState> series) {
        RowUpdates updates = new RowUpdates();
        movedPositions.forEach(row -> row.update(schema, updates));
        changedSeries.stream()
                .filter(row -> !newSeries.containsKey(row) || series.contains(row))
                .forEach(row -> row.update(schema, updates));
        changedStudies.stream()
                .filter(row -> !newStudies.containsKey(row) || studies.contains(row))
                .forEach(row -> row.update(schema, updates));
        return updates;
    }

    /** Writes which terms studies have gained and lost: to be called when they have been counted. */
    void changeTerms(StatelessSession session) {
        insertAll(session, newTerms);
        if (!lostTerms.isEmpty()) {
            session.deleteMultiple(lostTerms);
        }
    }

    private static void insertAll(StatelessSession session, Collection<?> rows) {
        if (!rows.isEmpty()) {
            session.insertMultiple(List.copyOf(rows));
        }
    }
}
