package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads rows of one level by their keys or by their parents' keys, keeping those for which conditions hold. */
final class LevelReader {

    /** Few patients have many studies, so their rows are read with those of the studies. */
    private static final RowSelect.Beside PATIENT =
            new RowSelect.Beside(" left join {schema}.patient p on p.pk = s.patient_pk", "p.pk");

    private final Reads reads;

    LevelReader(Reads reads) {
        this.reads = reads;
    }

    /** Rows for which {@code test}, on columns up to the study's, holds. */
    static RowSelect rows(Level level, Predicate test) {
        return select(level, tables(level), Predicate.all(List.of(live(level), test)));
    }

    /** Rows with these keys, in any order, of which it is known that something below them is shown. */
    List<LevelRow> above(Level level, List<Long> keys) throws OperatingFailure {
        return select(level, table(level), Predicate.TRUE).where(reads, Predicate.in(key(level), keys), "");
    }

    /** All rows below these parents for which {@code test} holds, by parent and key. */
    List<LevelRow> below(Level level, List<Long> parents, Predicate test) throws OperatingFailure {
        RowSelect select = select(level, table(level), Predicate.all(List.of(live(level), test)));
        return inOrder(parents, select.where(reads, Predicate.in(parentColumn(level), parents), ""));
    }

    /** At most {@code max} rows below this parent, after the key {@code after}. */
    List<LevelRow> below(Level level, long parent, long after, int max, Predicate test) throws OperatingFailure {
        Predicate which = Predicate.all(
                List.of(Predicate.of(parentColumn(level) + " = ?", parent), Predicate.of(key(level) + " > ?", after)));
        return select(level, table(level), Predicate.all(List.of(live(level), test)))
                .where(reads, which, " order by " + parentColumn(level) + ", " + key(level) + " limit " + max);
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
                Predicate.exists(
                        "study live join {schema}.study_total lt on lt.study_pk = live.pk",
                        Predicate.of("live.patient_pk = p.pk and lt.instance_count > 0"));
            case STUDY -> Predicate.of("st.instance_count > 0");
            case SERIES -> Predicate.of("et.instance_count > 0");
            case IMAGE -> Predicate.of("i.is_current");
        };
    }

    private static String key(Level level) {
        return switch (level) {
            case PATIENT -> "p.pk";
            case STUDY -> "s.pk";
            case SERIES -> "e.pk";
            case IMAGE -> "i.pk";
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

    /** The totals cannot lead the way to a row: an outer join is never turned about. */
    private static String table(Level level) {
        return switch (level) {
            case PATIENT -> "{schema}.patient p";
            case STUDY -> "{schema}.study s left" + Totals.OF_STUDY;
            case SERIES -> "{schema}.series e left" + Totals.OF_SERIES;
            case IMAGE -> "{schema}.instance i";
        };
    }

    /** The level's and those above it, up to the study's. */
    private static String tables(Level level) {
        return switch (level) {
            case PATIENT, STUDY -> table(level);
            case SERIES -> table(level) + " join {schema}.study s on s.pk = e.study_pk";
            case IMAGE ->
                table(level)
                        + " join {schema}.series e on e.pk = i.series_pk join {schema}.study s on s.pk = e.study_pk";
        };
    }

    private static RowSelect select(Level level, String tables, Predicate test) {
        RowSelect.Beside beside = level == Level.STUDY ? PATIENT : null;
        return new RowSelect(columns(level), tables, key(level), test, beside, mapping(level));
    }

    private static String columns(Level level) {
        return switch (level) {
            case PATIENT -> "p.pk, p.attributes, p.overlay";
            case STUDY ->
                "s.pk, s.patient_pk, case when p.pk > 0 then s.attributes end, s.overlay, st.series_count, st.instance_count, st.modalities,"
                        + " st.sop_classes, p.attributes, p.overlay";
            case SERIES -> "e.pk, e.study_pk, e.attributes, et.instance_count";
            case IMAGE -> "i.pk, i.series_pk, i.attributes, i.transfer_syntax_uid";
        };
    }

    private static Reads.RowMapping<LevelRow> mapping(Level level) {
        return switch (level) {
            case PATIENT -> row -> patient(row.getLong(1), row.getBytes(2), row.getBytes(3));
            case STUDY -> LevelReader::study;
            case SERIES ->
                row -> new LevelRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBytes(3),
                        null,
                        "",
                        LevelRow.Counts.ofSeries(row.getLong(4)),
                        null);
            case IMAGE ->
                row -> new LevelRow(
                        row.getLong(1), row.getLong(2), row.getBytes(3), null, row.getString(4), null, null);
        };
    }

    private static LevelRow patient(long pk, byte[] attributes, byte[] overlay) {
        return new LevelRow(pk, 0, attributes, overlay, "", null, null);
    }

    private static LevelRow study(ResultSet row) throws SQLException {
        long patient = row.getLong(2);
        return new LevelRow(
                row.getLong(1),
                patient,
                row.getBytes(3),
                row.getBytes(4),
                "",
                new LevelRow.Counts(row.getLong(5), row.getLong(6), row.getString(7), row.getString(8)),
                patient(patient, row.getBytes(9), row.getBytes(10)));
    }
}
