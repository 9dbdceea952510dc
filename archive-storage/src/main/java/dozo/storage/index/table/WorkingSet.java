package dozo.storage.index.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.StaleStateException;

/**
 * The rows that one batch touches: copies of what is remembered, else read from the database, then changed here. Nothing
 * of it is remembered before {@link #publish()}, so a batch that is rolled back leaves no trace.
 */
final class WorkingSet {

    private final KnownKeys known;
    private final Lookup lookup;

    private final Map<PatientKey, KnownPatient> patients = new HashMap<>();
    private final Map<String, List<StudyState>> studies = new HashMap<>();
    private final Map<Long, StudyState> studiesByPk = new HashMap<>();
    private final Map<String, List<SeriesState>> series = new HashMap<>();
    private final Map<Long, SeriesState> seriesByPk = new HashMap<>();
    private final Map<String, List<InstanceEntity>> versions = new HashMap<>();
    private final Map<Long, List<LocationEntity>> locations = new HashMap<>();

    WorkingSet(KnownKeys known, Lookup lookup) {
        this.known = known;
        this.lookup = lookup;
    }

    void loadPatients(Collection<PatientKey> keys) {
        Set<String> ids = new HashSet<>();
        Set<String> owned = new HashSet<>();
        for (PatientKey key : keys) {
            KnownPatient remembered = known.patients.get(key);
            if (remembered != null) {
                patients.put(key, remembered);
            } else if (key.isMissing()) {
                owned.add(key.ownStudyUid());
            } else {
                ids.add(key.patientId());
            }
        }
        lookup.patientsOf(ids).forEach(this::add);
        lookup.patientsOwning(owned).forEach(this::add);
    }

    void loadStudies(Collection<String> uids) {
        Set<String> unknown = unknown(
                uids,
                studies,
                uid -> {
                    List<StudyState> remembered = known.studies.get(uid);
                    return remembered == null
                            ? null
                            : remembered.stream().map(StudyState::copy).toList();
                },
                this::add);
        lookup.studiesOf(unknown).forEach(this::add);
    }

    void loadSeries(Collection<String> uids) {
        Set<String> unknown = unknown(
                uids,
                series,
                uid -> {
                    List<SeriesState> remembered = known.series.get(uid);
                    return remembered == null
                            ? null
                            : remembered.stream().map(SeriesState::copy).toList();
                },
                this::add);
        lookup.seriesOf(unknown).forEach(this::add);
    }

    void loadVersions(Collection<String> sopInstanceUids) {
        Set<String> unknown = new HashSet<>(sopInstanceUids);
        unknown.removeAll(versions.keySet());
        unknown.forEach(uid -> versions.put(uid, new ArrayList<>()));
        List<Long> found = new ArrayList<>();
        for (InstanceEntity row : lookup.versionsOf(unknown)) {
            versions.get(row.sopInstanceUid).add(row);
            locations.put(row.pk, new ArrayList<>());
            found.add(row.pk);
        }
        lookup.locationsOf(found).forEach(row -> locations.get(row.instancePk).add(row));
    }

    /** Gives each key a list, filled with what is remembered; returns the keys nothing is remembered of. */
    private static <T> Set<String> unknown(
            Collection<String> uids,
            Map<String, List<T>> loaded,
            Function<String, List<T>> remembered,
            Consumer<T> add) {
        Set<String> unknown = new HashSet<>();
        for (String uid : uids) {
            if (loaded.putIfAbsent(uid, new ArrayList<>()) == null) {
                List<T> rows = remembered.apply(uid);
                if (rows == null) {
                    unknown.add(uid);
                } else {
                    rows.forEach(add);
                }
            }
        }
        return unknown;
    }

    /** Null when there is no such patient. */
    KnownPatient patient(PatientKey key) {
        return patients.get(key);
    }

    /** Every study row of the UID, which must have been loaded. */
    List<StudyState> studies(String uid) {
        return studies.get(uid);
    }

    /** Every series row of the UID, which must have been loaded. */
    List<SeriesState> series(String uid) {
        return series.get(uid);
    }

    /** Every version of the instance, which must have been loaded, in ascending order of version. */
    List<InstanceEntity> versions(String sopInstanceUid) {
        return versions.get(sopInstanceUid);
    }

    /** The copies of a loaded version, in their order. */
    List<LocationEntity> locations(long instancePk) {
        return locations.computeIfAbsent(instancePk, pk -> new ArrayList<>());
    }

    /** @throws StaleStateException when it is not there: the database is not as this process left it */
    StudyState study(long pk) {
        if (!studiesByPk.containsKey(pk)) {
            loadStudies(lookup.studyUidsOf(List.of(pk)));
        }
        return present(studiesByPk.get(pk));
    }

    /** @throws StaleStateException as {@link #study(long)} */
    SeriesState series(long pk) {
        if (!seriesByPk.containsKey(pk)) {
            loadSeries(lookup.seriesUidsOf(List.of(pk)));
        }
        return present(seriesByPk.get(pk));
    }

    private static <T> T present(T row) {
        if (row == null) {
            throw new StaleStateException("a row that another one leads to is not there");
        }
        return row;
    }

    /** The Patient ID of a study's patient; {@code ''} when it has none. */
    String patientIdOf(StudyState study) {
        return lookup.patientIdsOf(List.of(study.patientPk)).stream()
                .findFirst()
                .orElseGet(() -> patients.values().stream()
                        .filter(patient -> patient.pk() == study.patientPk)
                        .map(patient -> patient.key().patientId())
                        .findFirst()
                        .orElse(""));
    }

    /** Every series of the study as it is in this batch. */
    List<SeriesState> seriesIn(StudyState study) {
        Map<Long, SeriesState> found = new LinkedHashMap<>();
        lookup.seriesInStudies(List.of(study.pk)).forEach(row -> found.put(row.pk, row));
        seriesByPk.values().stream().filter(row -> row.studyPk == study.pk).forEach(row -> found.put(row.pk, row));
        return List.copyOf(found.values());
    }

    void add(KnownPatient patient) {
        patients.put(patient.key(), patient);
    }

    void add(StudyState study) {
        studies.get(study.uid).add(study);
        studiesByPk.put(study.pk, study);
    }

    void add(SeriesState row) {
        series.get(row.uid).add(row);
        seriesByPk.put(row.pk, row);
    }

    /** Remembers everything as it is now: to be called once it has been committed. */
    void publish() {
        known.patients.putAll(patients);
        known.studies.putAll(studies);
        known.series.putAll(series);
    }
}
