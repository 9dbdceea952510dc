package dozo.storage.index.query;

import dozo.core.dataset.Tag;
import dozo.core.value.Uid;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The conditions of one query, sorted by where they are tested. */
final class Conditions {

    private final Level queried;
    private final List<Condition> all;
    private final List<List<Predicate>> bySql =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<Condition> stored = new ArrayList<>();
    private final List<Condition> storedBelow = new ArrayList<>();

    /** Conditions on attributes that the index does not know hold for no row. */
    Conditions(Level queried, List<Condition> conditions) {
        this.queried = queried;
        this.all = conditions.stream().map(Conditions::withUids).toList();
        ConditionSql sql = new ConditionSql(queried);
        for (Condition condition : all) {
            Level level = Column.levelOf(condition.tag()).orElse(null);
            Optional<Predicate> predicate = sql.of(condition);
            if (level == null) {
                bySql.get(queried.ordinal()).add(Predicate.FALSE);
            } else if (predicate.isPresent()) {
                bySql.get(level.ordinal()).add(predicate.get());
            } else {
                (queried.isAbove(level) ? storedBelow : stored).add(condition);
            }
        }
    }

    /** A UID written as a text is a list of one. */
    private static Condition withUids(Condition condition) {
        boolean uid = condition.tag() == Tag.StudyInstanceUID
                || condition.tag() == Tag.SeriesInstanceUID
                || condition.tag() == Tag.SOPInstanceUID;
        if (uid && condition instanceof Condition.Exact exact) {
            return Uid.parse(exact.text())
                    .<Condition>map(value -> new Condition.UidList(exact.tag(), List.of(value)))
                    .orElse(condition);
        }
        return condition;
    }

    List<Condition> all() {
        return all;
    }

    /** The UIDs that a condition lists for the attribute. */
    Optional<List<String>> uids(int tag) {
        return all.stream()
                .filter(condition -> condition.tag() == tag && condition instanceof Condition.UidList)
                .map(condition -> ((Condition.UidList) condition)
                        .uids().stream().map(Uid::value).toList())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Tests in SQL on the columns of the levels from {@code top} to {@code bottom}. */
    Predicate sql(Level top, Level bottom) {
        List<Predicate> parts = new ArrayList<>();
        for (int i = top.ordinal(); i <= bottom.ordinal(); i++) {
            parts.addAll(bySql.get(i));
        }
        return Predicate.all(parts);
    }

    /** The test that something below a row of the queried level fulfils all conditions of the levels below. */
    Predicate sqlBelow() {
        int bottom = Level.IMAGE.ordinal();
        while (bottom > queried.ordinal() && bySql.get(bottom).isEmpty()) {
            bottom--;
        }
        Predicate test = null;
        for (int i = bottom; i > queried.ordinal(); i--) {
            Level level = Level.values()[i];
            List<Predicate> parts = new ArrayList<>();
            parts.add(below(level));
            parts.addAll(bySql.get(i));
            if (test != null) {
                parts.add(test);
            }
            test = Predicate.exists(table(level), Predicate.all(parts));
        }
        return test == null ? Predicate.TRUE : test;
    }

    private static String table(Level level) {
        return switch (level) {
            case PATIENT -> "patient p";
            case STUDY -> "study s" + Totals.OF_STUDY;
            case SERIES -> "series e" + Totals.OF_SERIES;
            case IMAGE -> "instance i";
        };
    }

    private static Predicate below(Level level) {
        return Predicate.of(
                switch (level) {
                    case PATIENT -> throw new IllegalArgumentException("nothing is above a patient");
                    case STUDY -> "s.patient_pk = p.pk and st.instance_count > 0";
                    case SERIES -> "e.study_pk = s.pk and et.instance_count > 0";
                    case IMAGE -> "i.series_pk = e.pk and i.is_current";
                });
    }

    /** Conditions on the row itself or above it that only its stored attributes can answer. */
    List<Condition> stored() {
        return stored;
    }

    /** Conditions below the row that only stored attributes can answer. */
    List<Condition> storedBelow() {
        return storedBelow;
    }

    /** The lowest level that a condition of {@link #storedBelow()} speaks of. */
    Level lowestStored() {
        return storedBelow.stream()
                .map(condition -> Column.levelOf(condition.tag()).orElseThrow())
                .reduce(queried, (one, other) -> one.isAbove(other) ? other : one);
    }

    /** Every condition on a level below the queried one. */
    List<Condition> below() {
        return all.stream()
                .filter(condition ->
                        Column.levelOf(condition.tag()).filter(queried::isAbove).isPresent())
                .toList();
    }
}
