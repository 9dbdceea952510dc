package dozo.storage.index.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out anew which SOP classes and modalities current versions have, for series that lost an instance to a new version
 * of another class or in another series. Rare, so each series costs a statement.
 */
final class Recount {

    private final WorkingSet rows;
    private final PendingRows pending;
    private final Lookup lookup;

    Recount(WorkingSet rows, PendingRows pending, Lookup lookup) {
        this.rows = rows;
        this.pending = pending;
        this.lookup = lookup;
    }

    /** To be called when the batch's instances have been written. @return the studies of these series */
    Set<StudyState> count(Set<SeriesState> toRecount) {
        Set<StudyState> studies = new LinkedHashSet<>();
        for (SeriesState series : toRecount) {
            series.sopClasses = new TreeSet<>(lookup.currentSopClasses(series.pk));
            studies.add(rows.study(series.studyPk));
        }
        studies.forEach(this::count);
        return studies;
    }

    private void count(StudyState study) {
        NavigableSet<String> modalities = new TreeSet<>();
        NavigableSet<String> sopClasses = new TreeSet<>();
        for (SeriesState series : rows.seriesIn(study)) {
            if (series.instanceCount > 0 && !series.modality.isEmpty()) {
                modalities.add(series.modality);
            }
            sopClasses.addAll(series.sopClasses);
        }
        change(StudyTermEntity.MODALITY, study, study.modalities, modalities);
        change(StudyTermEntity.SOP_CLASS, study, study.sopClasses, sopClasses);
        study.modalities = modalities;
        study.sopClasses = sopClasses;
    }

    private void change(int kind, StudyState study, NavigableSet<String> before, NavigableSet<String> after) {
        List<String> lost = TermSet.without(before, after);
        for (String term : lost) {
            boolean neverWritten = pending.newTerms.removeIf(
                    row -> row.kind == kind && row.studyPk == study.pk && row.term.equals(term));
            if (!neverWritten) {
                pending.lostTerms.add(StudyTermEntity.of(kind, term, study.pk));
            }
        }
        for (String term : TermSet.without(after, before)) {
            pending.newTerms.add(StudyTermEntity.of(kind, term, study.pk));
        }
    }
}
