package dozo.storage.index.table;

import dozo.core.dataset.Tag;
import dozo.storage.index.header.Header;
import dozo.storage.index.header.NameKeys;
import dozo.storage.index.model.ConflictKind;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Decides, object by object and in memory, what a batch writes: which rows are new, which counters change, which conflicts
 * arise. First received values stay; nothing is ever merged.
 */
final class Filing {

    /** Where new rows get their keys. */
    interface Keys {
        long next() throws SQLException;

        int volume(ObjectLocation location);
    }

    private final WorkingSet rows;
    private final PendingRows pending;
    private final TotalEntity total;
    private final Keys keys;

    /** Series that lost an instance of a class or their last one, so that their terms must be read again. */
    private final Set<SeriesState> toRecount = new LinkedHashSet<>();

    Filing(WorkingSet rows, PendingRows pending, TotalEntity total, Keys keys) {
        this.rows = rows;
        this.pending = pending;
        this.total = total;
        this.keys = keys;
    }

    Set<SeriesState> toRecount() {
        return toRecount;
    }

    void add(StoredObject object, Header header) throws SQLException {
        List<InstanceEntity> versions = rows.versions(object.sopInstanceUid().value());
        if (VersionClaim.isKnown(object, versions)) {
            return;
        }
        VersionClaim claim = VersionClaim.of(object, versions);
        if (claim.isCopy()) {
            object.locations().forEach(location -> addLocation(claim.holder(), location));
            return;
        }
        StudyState study = addVersion(claim, header, versions);
        if (claim.isTaken()) {
            study.markConflict(ConflictKind.VERSION_CLAIMED_TWICE);
            conflict(
                    ConflictKind.VERSION_CLAIMED_TWICE,
                    object,
                    claim.holder().path,
                    object.path().relative());
        }
    }

    private StudyState addVersion(VersionClaim claim, Header header, List<InstanceEntity> versions)
            throws SQLException {
        StoredObject object = claim.object();
        KnownPatient patient = patientOf(object, header);
        StudyState study = studyOf(object, header, patient);
        checkDemographics(object, header, patient, study);
        SeriesState series = seriesOf(object, header, study);
        study.lastReceivedAt =
                Math.max(study.lastReceivedAt, object.receivedAt().toEpochMilli());
        pending.changed(series, study);

        InstanceEntity row = Rows.instance(keys.next(), series.pk, object, header);
        InstanceEntity before = currentOf(versions);
        row.current = before == null || claim.supersedes(before);
        versions.add(row);
        versions.sort((one, other) -> Integer.compare(one.version, other.version));
        pending.add(row);
        for (ObjectLocation location : object.locations()) {
            addLocation(row, location);
        }
        if (row.current) {
            if (before != null) {
                supersede(before, object, series);
            }
            count(row, series, study);
        }
        return study;
    }

    private static InstanceEntity currentOf(List<InstanceEntity> versions) {
        return versions.stream().filter(version -> version.current).findFirst().orElse(null);
    }

    private KnownPatient patientOf(StoredObject object, Header header) throws SQLException {
        PatientKey key = PatientKey.of(header, object.studyInstanceUid().value());
        KnownPatient patient = rows.patient(key);
        if (patient == null) {
            patient = new KnownPatient(
                    keys.next(),
                    key,
                    header.name(Tag.PatientName),
                    header.dateOrNull(Tag.PatientBirthDate),
                    header.text(Tag.PatientSex));
            rows.add(patient);
            pending.patients.add(Rows.patient(patient, header));
            total.patients++;
        }
        return patient;
    }

    private StudyState studyOf(StoredObject object, Header header, KnownPatient patient) throws SQLException {
        List<StudyState> sameUid = rows.studies(object.studyInstanceUid().value());
        for (StudyState study : sameUid) {
            if (study.patientPk == patient.pk()) {
                return study;
            }
        }
        boolean changesPatient = !sameUid.isEmpty();
        StudyState study = new StudyState(
                keys.next(), patient.pk(), object.studyInstanceUid().value());
        rows.add(study);
        pending.newStudies.put(
                study, Rows.study(study, patient, header, object.receivedAt().toEpochMilli()));
        total.studies++;
        if (patient.key().isMissing()) {
            study.markConflict(ConflictKind.MISSING_PATIENT_ID);
            conflict(ConflictKind.MISSING_PATIENT_ID, object, "", "");
        }
        if (changesPatient) {
            study.markConflict(ConflictKind.STUDY_CHANGES_PATIENT);
            conflict(
                    ConflictKind.STUDY_CHANGES_PATIENT,
                    object,
                    rows.patientIdOf(sameUid.get(0)),
                    patient.key().patientId());
        }
        return study;
    }

    private void checkDemographics(StoredObject object, Header header, KnownPatient patient, StudyState study)
            throws SQLException {
        NameKeys name = header.name(Tag.PatientName);
        Integer birthDate = header.dateOrNull(Tag.PatientBirthDate);
        String sex = header.text(Tag.PatientSex);
        if (patient.contradicts(name, birthDate, sex) && study.markConflict(ConflictKind.DEMOGRAPHICS_DIFFER)) {
            conflict(
                    ConflictKind.DEMOGRAPHICS_DIFFER,
                    object,
                    demographics(patient.name(), patient.birthDate(), patient.sex()),
                    demographics(name, birthDate, sex));
        }
    }

    private static String demographics(NameKeys name, Integer birthDate, String sex) {
        return String.join(
                " ",
                name.alphabetic() + '=' + name.ideographic() + '=' + name.phonetic(),
                birthDate == null ? "-" : birthDate.toString(),
                sex.isEmpty() ? "-" : sex);
    }

    private SeriesState seriesOf(StoredObject object, Header header, StudyState study) throws SQLException {
        List<SeriesState> sameUid = rows.series(object.seriesInstanceUid().value());
        for (SeriesState series : sameUid) {
            if (series.studyPk == study.pk) {
                return series;
            }
        }
        List<SeriesState> elsewhere = List.copyOf(sameUid);
        SeriesState series = new SeriesState(
                keys.next(), study.pk, object.seriesInstanceUid().value(), header.text(Tag.Modality));
        rows.add(series);
        pending.newSeries.put(series, Rows.series(series, header));
        total.series++;
        for (SeriesState other : elsewhere) {
            String otherStudy = rows.study(other.studyPk).uid;
            if (!otherStudy.equals(study.uid)) {
                study.markConflict(ConflictKind.SERIES_CHANGES_STUDY);
                conflict(ConflictKind.SERIES_CHANGES_STUDY, object, otherStudy, study.uid);
                break;
            }
        }
        return series;
    }

    private void supersede(InstanceEntity before, StoredObject object, SeriesState series) throws SQLException {
        before.current = false;
        if (!pending.isNew(before)) {
            pending.superseded.add(before);
        }
        SeriesState left = rows.series(before.seriesPk);
        StudyState leftStudy = rows.study(left.studyPk);
        left.instanceCount--;
        left.totalBytes -= before.sizeBytes;
        leftStudy.instanceCount--;
        leftStudy.totalBytes -= before.sizeBytes;
        total.instances--;
        total.bytes -= before.sizeBytes;
        if (left.instanceCount == 0) {
            leftStudy.seriesCount--;
        }
        pending.changed(left, leftStudy);
        if (left != series || !before.sopClassUid.equals(object.sopClassUid().value())) {
            toRecount.add(left);
        }
        if (!left.uid.equals(series.uid)) {
            StudyState study = rows.study(series.studyPk);
            study.markConflict(ConflictKind.INSTANCE_CHANGES_SERIES);
            conflict(ConflictKind.INSTANCE_CHANGES_SERIES, object, left.uid, series.uid);
        }
    }

    private void count(InstanceEntity row, SeriesState series, StudyState study) {
        if (series.instanceCount++ == 0) {
            study.seriesCount++;
            addTerm(StudyTermEntity.MODALITY, series.modality, study);
        }
        series.totalBytes += row.sizeBytes;
        study.instanceCount++;
        study.totalBytes += row.sizeBytes;
        total.instances++;
        total.bytes += row.sizeBytes;
        series.sopClasses.add(row.sopClassUid);
        addTerm(StudyTermEntity.SOP_CLASS, row.sopClassUid, study);
    }

    private void addTerm(int kind, String term, StudyState study) {
        Set<String> terms = kind == StudyTermEntity.MODALITY ? study.modalities : study.sopClasses;
        if (!term.isEmpty() && terms.add(term)) {
            pending.newTerms.add(StudyTermEntity.of(kind, term, study.pk));
        }
    }

    /** A further copy of the version that has its bytes, the one of its number before others. */
    void addCopy(LocationAddedEntry added) {
        rows.versions(added.sopInstanceUid().value()).stream()
                .filter(row -> VersionClaim.hasBytes(row, added.digest()))
                .min(Comparator.comparing(row -> row.version != added.version()))
                .ifPresent(row -> addLocation(row, added.location()));
    }

    private void addLocation(InstanceEntity row, ObjectLocation location) {
        List<LocationEntity> locations = rows.locations(row.pk);
        int volume = keys.volume(location);
        String path = location.path().relative().equals(row.path)
                ? null
                : location.path().relative();
        for (LocationEntity known : locations) {
            if (known.volumePk == volume && Objects.equals(known.path, path)) {
                return;
            }
        }
        LocationEntity added = new LocationEntity();
        added.instancePk = row.pk;
        added.ordinal = locations.size();
        added.volumePk = volume;
        added.path = path;
        locations.add(added);
        pending.locations.add(added);
    }

    private void conflict(ConflictKind kind, StoredObject object, String held, String arrived) throws SQLException {
        ConflictEntity row = new ConflictEntity();
        row.pk = keys.next();
        row.kind = kind.name();
        row.studyInstanceUid = object.studyInstanceUid().value();
        row.seriesInstanceUid = object.seriesInstanceUid().value();
        row.sopInstanceUid = object.sopInstanceUid().value();
        row.held = held;
        row.arrived = arrived;
        row.detectedAt = object.receivedAt().toEpochMilli();
        pending.conflicts.add(row);
        total.conflicts++;
    }
}
