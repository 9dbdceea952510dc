package dozo.storage.index.table;

import dozo.storage.index.header.NameKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.JDBCException;
import org.hibernate.StatelessSession;

/** Reads the rows that filing needs, by natural keys, a list of keys per statement. */
final class Lookup {

    /** Most keys in one statement. */
    private static final int KEYS_PER_STATEMENT = 512;

    private static final String PATIENT = "select p.pk, p.patientId, p.issuer, p.ownStudyUid, p.nameAlphabetic,"
            + " p.nameIdeographic, p.namePhonetic, p.birthDate, p.sex from PatientEntity p where ";
    private static final String STUDY = "select s.pk, s.patientPk, s.studyInstanceUid, t from StudyEntity s"
            + " join StudyTotalEntity t on t.studyPk = s.pk where ";
    private static final String SERIES =
            "select e.pk, e.studyPk, e.seriesInstanceUid, e.modality, t from SeriesEntity e"
                    + " join SeriesTotalEntity t on t.seriesPk = e.pk where ";

    private final StatelessSession session;
    private final PresentInstances present;

    Lookup(StatelessSession session, PresentInstances present) {
        this.session = session;
        this.present = present;
    }

    /** Patients of these Patient IDs, of whatever issuer. */
    List<KnownPatient> patientsOf(Collection<String> patientIds) {
        return rows(PATIENT + "p.patientId in :keys", patientIds, Lookup::patient);
    }

    /** Patients without Patient ID that have these studies. */
    List<KnownPatient> patientsOwning(Collection<String> studyUids) {
        return rows(
                PATIENT + "p.patientId = '' and p.issuer = '' and p.ownStudyUid in :keys", studyUids, Lookup::patient);
    }

    List<String> patientIdsOf(Collection<Long> patientPks) {
        return rows("select p.patientId from PatientEntity p where p.pk in :keys", patientPks, row -> (String) row[0]);
    }

    /** In the order in which they were filed, since conflicts name the first one and a rebuild must name the same. */
    List<StudyState> studiesOf(Collection<String> studyUids) {
        return rows(STUDY + "s.studyInstanceUid in :keys order by s.pk", studyUids, Lookup::study);
    }

    List<String> studyUidsOf(Collection<Long> studyPks) {
        return rows(
                "select s.studyInstanceUid from StudyEntity s where s.pk in :keys", studyPks, row -> (String) row[0]);
    }

    /** In the order in which they were filed, as {@link #studiesOf}. */
    List<SeriesState> seriesOf(Collection<String> seriesUids) {
        return rows(SERIES + "e.seriesInstanceUid in :keys order by e.pk", seriesUids, Lookup::series);
    }

    List<SeriesState> seriesInStudies(Collection<Long> studyPks) {
        return rows(SERIES + "e.studyPk in :keys", studyPks, Lookup::series);
    }

    List<String> seriesUidsOf(Collection<Long> seriesPks) {
        return rows("select e.seriesInstanceUid from SeriesEntity e where e.pk in :keys", seriesPks, row ->
                (String) row[0]);
    }

    /** What stands above the versions in a series. */
    record Above(long seriesPk, String studyUid, String seriesUid, byte[] patientOverlay, byte[] studyOverlay) {}

    List<Above> above(Collection<Long> seriesPks) {
        return rows(
                "select e.pk, s.studyInstanceUid, e.seriesInstanceUid, p.overlay, s.overlay from SeriesEntity e,"
                        + " StudyEntity s, PatientEntity p where s.pk = e.studyPk and p.pk = s.patientPk and e.pk in :keys",
                seriesPks,
                row -> new Above((Long) row[0], (String) row[1], (String) row[2], (byte[]) row[3], (byte[]) row[4]));
    }

    List<InstanceEntity> versionsOf(Collection<String> sopInstanceUids) {
        List<InstanceEntity> found = new ArrayList<>();
        chunked(
                present(sopInstanceUids),
                keys -> found.addAll(session.createSelectionQuery(
                                "from InstanceEntity i where i.sopInstanceUid in :keys order by i.sopInstanceUid, i.version",
                                InstanceEntity.class)
                        .setParameterList("keys", keys)
                        .getResultList()));
        return found;
    }

    private Set<String> present(Collection<String> sopInstanceUids) {
        Set<String> found = new HashSet<>();
        chunked(sopInstanceUids, keys -> {
            try {
                found.addAll(present.among(keys));
            } catch (SQLException e) {
                throw new JDBCException("known instances could not be read", e);
            }
        });
        return found;
    }

    List<LocationEntity> locationsOf(Collection<Long> instancePks) {
        List<LocationEntity> found = new ArrayList<>();
        chunked(
                instancePks,
                keys -> found.addAll(session.createSelectionQuery(
                                "from LocationEntity l where l.instancePk in :keys order by l.instancePk, l.ordinal",
                                LocationEntity.class)
                        .setParameterList("keys", keys)
                        .getResultList()));
        return found;
    }

    void forgetPositions(Collection<String> journals) {
        chunked(journals, keys -> session.createMutationQuery(
                        "delete from JournalPositionEntity p where p.journal in :keys")
                .setParameterList("keys", keys)
                .executeUpdate());
    }

    List<String> currentSopClasses(long seriesPk) {
        return rows(
                "select distinct i.sopClassUid from InstanceEntity i where i.current and i.seriesPk in :keys",
                List.of(seriesPk),
                row -> (String) row[0]);
    }

    void readSmallTables(KnownKeys known) {
        for (VolumeEntity volume : all(VolumeEntity.class)) {
            known.volumes.put(volume.volumeId, volume.pk);
        }
        for (JournalPositionEntity position : all(JournalPositionEntity.class)) {
            known.positions.put(position.journal, position.bytes);
        }
        known.total = all(TotalEntity.class).get(0);
        known.smallTablesRead = true;
    }

    private <T> List<T> all(Class<T> entity) {
        return session.createSelectionQuery("from " + entity.getSimpleName(), entity)
                .getResultList();
    }

    private <K, T> List<T> rows(String hql, Collection<K> keys, Function<Object[], T> mapping) {
        List<T> found = new ArrayList<>();
        chunked(keys, chunk -> session.createSelectionQuery(hql, Object[].class)
                .setParameterList("keys", chunk)
                .getResultList()
                .forEach(row -> found.add(mapping.apply(row))));
        return found;
    }

    private static <K> void chunked(Collection<K> keys, Consumer<List<K>> action) {
        List<K> list = List.copyOf(keys);
        for (int from = 0; from < list.size(); from += KEYS_PER_STATEMENT) {
            action.accept(list.subList(from, Math.min(from + KEYS_PER_STATEMENT, list.size())));
        }
    }

    private static KnownPatient patient(Object[] row) {
        return new KnownPatient(
                (Long) row[0],
                new PatientKey((String) row[1], (String) row[2], (String) row[3]),
                new NameKeys((String) row[4], (String) row[5], (String) row[6]),
                (Integer) row[7],
                (String) row[8]);
    }

    private static StudyState study(Object[] row) {
        return new StudyState((Long) row[0], (Long) row[1], (String) row[2], (StudyTotalEntity) row[3]);
    }

    private static SeriesState series(Object[] row) {
        return new SeriesState(
                (Long) row[0], (Long) row[1], (String) row[2], (String) row[3], (SeriesTotalEntity) row[4]);
    }
}
