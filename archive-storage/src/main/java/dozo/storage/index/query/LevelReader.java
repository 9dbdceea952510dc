package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads rows of one level by their keys or by their parents' keys, keeping those for which conditions hold. */
final class LevelReader {

    private final Reads reads;

    LevelReader(Reads reads) {
        this.reads = reads;
    }

    /** Rows with these keys for which {@code test}, on columns up to the study's, holds, in the order of the keys. */
    List<LevelRow> byKeys(Level level, List<Long> keys, Predicate test) throws OperatingFailure {
        Predicate where = Predicate.all(List.of(Predicate.in(alias(level) + ".pk", keys), live(level), test));
        Map<Long, LevelRow> found = new HashMap<>();
        for (LevelRow row : reads.list(select(level) + joins(level), where, "", mapping(level))) {
            found.put(row.pk(), row);
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Rows with these keys, in any order, of which it is known that something below them is shown. */
    List<LevelRow> above(Level level, List<Long> keys) throws OperatingFailure {
        return reads.list(select(level), Predicate.in(alias(level) + ".pk", keys), "", mapping(level));
    }

    /** All rows below these parents for which {@code test} holds, by parent and key. */
    List<LevelRow> below(Level level, List<Long> parents, Predicate test) throws OperatingFailure {
        String parent = parentColumn(level);
        Predicate where = Predicate.all(List.of(Predicate.in(parent, parents), live(level), test));
        return inOrder(parents, reads.list(select(level), where, "", mapping(level)));
    }

    /** At most {@code max} rows below this parent, after the key {@code after}. */
    List<LevelRow> below(Level level, long parent, long after, int max, Predicate test) throws OperatingFailure {
        String key = alias(level) + ".pk";
        Predicate where = Predicate.all(List.of(
                Predicate.of(parentColumn(level) + " = ?", parent),
                Predicate.of(key + " > ?", after),
                live(level),
                test));
        return reads.list(
                select(level),
                where,
                " order by " + parentColumn(level) + ", " + key + " limit " + max,
                mapping(level));
    }

    /** Studies or series with these keys for which {@code test}, on columns up to the study's, holds, in their order. */
    List<Parent> parents(Level level, List<Long> keys, Predicate test) throws OperatingFailure {
        Predicate where = Predicate.all(List.of(Predicate.in(alias(level) + ".pk", keys), live(level), test));
        Map<Long, Parent> found = new HashMap<>();
        for (Parent parent : reads.list(parentSelect(level) + joins(level), where, "", LevelReader::parent)) {
            found.put(parent.pk(), parent);
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Series of these studies for which {@code test} holds, by study and key. */
    List<Parent> seriesOf(List<Long> studies, Predicate test) throws OperatingFailure {
        Predicate where = Predicate.all(List.of(Predicate.in("e.study_pk", studies), live(Level.SERIES), test));
        return reads.list(parentSelect(Level.SERIES), where, " order by e.study_pk, e.pk", LevelReader::parent);
    }

    private static List<LevelRow> inOrder(List<Long> parents, List<LevelRow> rows) {
        Map<Long, Integer> positions = new HashMap<>();
        for (Long parent : parents) {
            positions.putIfAbsent(parent, positions.size());
        }
        List<LevelRow> sorted = new ArrayList<>(rows);
        sorted.sort((one, other) -> {
            int byParent = Integer.compare(positions.get(one.parentPk()), positions.get(other.parentPk()));
            return byParent != 0 ? byParent : Long.compare(one.pk(), other.pk());
        });
        return sorted;
    }

    /** Rows that only older versions belong to are not shown. */
    private static Predicate live(Level level) {
        return switch (level) {
            case PATIENT ->
                Predicate.of("exists (select 1 from {schema}.study live where live.patient_pk = p.pk"
                        + " and live.instance_count > 0)");
            case STUDY -> Predicate.of("s.instance_count > 0");
            case SERIES -> Predicate.of("e.instance_count > 0");
            case IMAGE -> Predicate.of("i.is_current");
        };
    }

    static String alias(Level level) {
        return switch (level) {
            case PATIENT -> "p";
            case STUDY -> "s";
            case SERIES -> "e";
            case IMAGE -> "i";
        };
    }

    private static String parentColumn(Level level) {
        return switch (level) {
            case PATIENT -> throw new IllegalArgumentException("nothing is above a patient");
            case STUDY -> "s.patient_pk";
            case SERIES -> "e.study_pk";
            case IMAGE -> "i.series_pk";
        };
    }

    private static String joins(Level level) {
        return switch (level) {
            case PATIENT, STUDY -> "";
            case SERIES -> " join {schema}.study s on s.pk = e.study_pk";
            case IMAGE -> " join {schema}.series e on e.pk = i.series_pk join {schema}.study s on s.pk = e.study_pk";
        };
    }

    private static String parentSelect(Level level) {
        return level == Level.STUDY
                ? "select s.pk, s.series_count from {schema}.study s"
                : "select e.pk, e.instance_count from {schema}.series e";
    }

    private static Parent parent(ResultSet row) throws SQLException {
        return new Parent(row.getLong(1), row.getLong(2));
    }

    private static String select(Level level) {
        return switch (level) {
            case PATIENT -> "select p.pk, 0, p.attributes, p.overlay from {schema}.patient p";
            case STUDY ->
                "select s.pk, s.patient_pk, s.attributes, s.overlay, s.series_count, s.instance_count, s.modalities,"
                        + " s.sop_classes from {schema}.study s";
            case SERIES -> "select e.pk, e.study_pk, e.attributes, e.instance_count from {schema}.series e";
            case IMAGE -> "select i.pk, i.series_pk, i.attributes, i.transfer_syntax_uid from {schema}.instance i";
        };
    }

    private static Reads.RowMapping<LevelRow> mapping(Level level) {
        return row -> new LevelRow(
                row.getLong(1),
                row.getLong(2),
                row.getBytes(3),
                level.isAbove(Level.SERIES) ? row.getBytes(4) : null,
                level == Level.IMAGE ? row.getString(4) : "",
                counts(level, row));
    }

    private static LevelRow.Counts counts(Level level, ResultSet row) throws SQLException {
        return switch (level) {
            case STUDY -> new LevelRow.Counts(row.getInt(5), row.getLong(6), row.getString(7), row.getString(8));
            case SERIES -> new LevelRow.Counts(0, row.getLong(4), "", "");
            case PATIENT, IMAGE -> null;
        };
    }
}
