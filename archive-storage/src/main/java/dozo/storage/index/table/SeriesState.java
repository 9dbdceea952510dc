package dozo.storage.index.table;

import java.util.NavigableSet;
import java.util.TreeSet;

/** A series row as far as filing needs and changes it. */
final class SeriesState {

    final long pk;
    final long studyPk;
    final String uid;
    final String modality;
    long instanceCount;
    long totalBytes;
    NavigableSet<String> sopClasses;

    SeriesState(long pk, long studyPk, String uid, String modality) {
        this.pk = pk;
        this.studyPk = studyPk;
        this.uid = uid;
        this.modality = modality;
        this.sopClasses = new TreeSet<>();
    }

    SeriesState copy() {
        SeriesState copy = new SeriesState(pk, studyPk, uid, modality);
        copy.instanceCount = instanceCount;
        copy.totalBytes = totalBytes;
        copy.sopClasses = new TreeSet<>(sopClasses);
        return copy;
    }

    /** The part of the row that later objects change. */
    void update(String schema, RowUpdates updates) {
        updates.add(
                "update " + schema + ".series set instance_count = ?, total_bytes = ?, sop_classes = ? where pk = ?",
                instanceCount,
                totalBytes,
                TermSet.join(sopClasses),
                pk);
    }
}
