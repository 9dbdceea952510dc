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
        if (!movedPositions.isEmpty()) {
            session.updateMultiple(movedPositions);
        }
    }

    /** Writes the totals of the rows that were there before, or were counted again since they were inserted. */
    void updateTotals(StatelessSession session, Collection<StudyState> studies, Collection<SeriesState> series) {
        List<SeriesTotalsEntity> seriesTotals = changedSeries.stream()
                .filter(row -> !newSeries.containsKey(row) || series.contains(row))
                .map(SeriesState::totals)
                .toList();
        List<StudyTotalsEntity> studyTotals = changedStudies.stream()
                .filter(row -> !newStudies.containsKey(row) || studies.contains(row))
                .map(StudyState::totals)
                .toList();
        if (!seriesTotals.isEmpty()) {
            session.updateMultiple(seriesTotals);
        }
        if (!studyTotals.isEmpty()) {
            session.updateMultiple(studyTotals);
        }
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
