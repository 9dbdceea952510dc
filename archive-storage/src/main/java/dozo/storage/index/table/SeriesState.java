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

    /** As its rows were read. */
    SeriesState(long pk, long studyPk, String uid, String modality, SeriesTotalEntity totals) {
        this.pk = pk;
        this.studyPk = studyPk;
        this.uid = uid;
        this.modality = modality;
        this.instanceCount = totals.instanceCount;
        this.totalBytes = totals.totalBytes;
        this.sopClasses = TermSet.parse(totals.sopClasses);
    }

    SeriesState copy() {
        SeriesState copy = new SeriesState(pk, studyPk, uid, modality);
        copy.instanceCount = instanceCount;
        copy.totalBytes = totalBytes;
        copy.sopClasses = new TreeSet<>(sopClasses);
        return copy;
    }

    /** Its row of what later objects change. */
    SeriesTotalEntity totals() {
        SeriesTotalEntity totals = new SeriesTotalEntity();
        totals.seriesPk = pk;
        totals.instanceCount = instanceCount;
        totals.totalBytes = totalBytes;
        totals.sopClasses = TermSet.join(sopClasses);
        return totals;
    }
}
