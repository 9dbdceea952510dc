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

    /** The part of the row that later objects change. */
    void update(String schema, RowUpdates updates) {
        updates.add(
                "update " + schema + ".study set series_count = ?, instance_count = ?, total_bytes = ?, modalities = ?,"
                        + " sop_classes = ?, conflict_kinds = ?, last_received_at = ? where pk = ?",
                seriesCount,
                instanceCount,
                totalBytes,
                TermSet.join(modalities),
                TermSet.join(sopClasses),
                conflictKinds,
                lastReceivedAt,
                pk);
    }
}
