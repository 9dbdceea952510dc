package dozo.storage.index.table;

import dozo.storage.index.model.ConflictKind;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A study row as far as filing needs and changes it. */
final class StudyState {

    final long pk;
    final long patientPk;
    final String uid;
    int seriesCount;
    long instanceCount;
    long totalBytes;
    NavigableSet<String> modalities;
    NavigableSet<String> sopClasses;
    int conflictKinds;
    long lastReceivedAt;

    StudyState(long pk, long patientPk, String uid) {
        this.pk = pk;
        this.patientPk = patientPk;
        this.uid = uid;
        this.modalities = new TreeSet<>();
        this.sopClasses = new TreeSet<>();
    }

    /** As its rows were read. */
    StudyState(long pk, long patientPk, String uid, StudyTotalEntity totals) {
        this.pk = pk;
        this.patientPk = patientPk;
        this.uid = uid;
        this.seriesCount = totals.seriesCount;
        this.instanceCount = totals.instanceCount;
        this.totalBytes = totals.totalBytes;
        this.modalities = TermSet.parse(totals.modalities);
        this.sopClasses = TermSet.parse(totals.sopClasses);
        this.conflictKinds = totals.conflictKinds;
        this.lastReceivedAt = totals.lastReceivedAt;
    }

    StudyState copy() {
        StudyState copy = new StudyState(pk, patientPk, uid);
        copy.seriesCount = seriesCount;
        copy.instanceCount = instanceCount;
        copy.totalBytes = totalBytes;
        copy.modalities = new TreeSet<>(modalities);
        copy.sopClasses = new TreeSet<>(sopClasses);
        copy.conflictKinds = conflictKinds;
        copy.lastReceivedAt = lastReceivedAt;
        return copy;
    }

    /** Marks the study as having a conflict of the kind. @return whether it had none yet */
    boolean markConflict(ConflictKind kind) {
        boolean fresh = (conflictKinds & kind.bit()) == 0;
        conflictKinds |= kind.bit();
        return fresh;
    }

    /** Its row of what later objects change. */
    StudyTotalEntity totals() {
        StudyTotalEntity totals = new StudyTotalEntity();
        totals.studyPk = pk;
        totals.seriesCount = seriesCount;
        totals.instanceCount = instanceCount;
        totals.totalBytes = totalBytes;
        totals.modalities = TermSet.join(modalities);
        totals.sopClasses = TermSet.join(sopClasses);
        totals.conflictKinds = conflictKinds;
        totals.lastReceivedAt = lastReceivedAt;
        return totals;
    }
}
