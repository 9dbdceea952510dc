package dozo.storage.index.query;

import dozo.core.dataset.Tag;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.header.ColumnTime;
import dozo.storage.index.header.KeyText;
import dozo.storage.index.model.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses which condition leads the way. The database is not asked to choose: with an order and a limit its planner may
 * walk through a whole table, believing that matches will come soon.
 */
final class Drivers {

    /** Columns with an index of their own, by root. */
    private static final Set<String> STUDY_INDEXES = Set.of(
            "study_instance_uid",
            "patient_id",
            "name",
            "birth_date",
            "study_date",
            "accession_number",
            "study_id",
            "referring");

    private static final Set<String> PATIENT_INDEXES = Set.of("patient_id", "name", "birth_date");

    /** These lead to a handful of rows, so that nothing need be compared. */
    private static final Set<Integer> IDENTIFYING = Set.of(Tag.StudyInstanceUID, Tag.PatientID, Tag.AccessionNumber);

    /** How far the rows of a way are counted to compare it with others. */
    private static final int COUNT_MAX = 1_000;

    private static final int DATE_MIN = 0;
    private static final int DATE_MAX = 99_999_999;

    private final Reads reads;
    private final Level root;
    private final String table;
    private final String alias;

    /** @param root PATIENT or STUDY: whose rows are looked for */
    Drivers(Reads reads, Level root) {
        this.reads = reads;
        this.root = root;
        this.alias = root == Level.PATIENT ? "p" : "s";
        this.table = root == Level.PATIENT ? "patient p" : "study s";
    }

    /** The way with the fewest rows, or the whole table when no condition leads anywhere. */
    Driver choose(List<Condition> conditions) throws OperatingFailure {
        List<Driver> ways = new ArrayList<>();
        for (Condition condition : conditions) {
            Optional<Driver> way = of(condition);
            if (way.isPresent()) {
                if (IDENTIFYING.contains(condition.tag()) && !(condition instanceof Condition.Wildcard)) {
                    return way.get();
                }
                ways.add(way.get());
            }
        }
        if (ways.isEmpty()) {
            return Driver.of(KeySpan.all(table, alias + ".pk"));
        }
        Driver best = ways.get(0);
        long fewest = ways.size() == 1 ? 0 : best.count(reads, COUNT_MAX);
        for (Driver way : ways.subList(1, ways.size())) {
            long count = way.count(reads, COUNT_MAX);
            if (count < fewest) {
                best = way;
                fewest = count;
            }
        }
        return best;
    }

    private Optional<Driver> of(Condition condition) {
        Column column = leading(condition);
        if (column == null) {
            return Optional.empty();
        }
        if (column.kind() == Column.Kind.TERM) {
            return textsOf(condition).map(terms -> byTerm(column, terms));
        }
        boolean indexed = (root == Level.PATIENT ? PATIENT_INDEXES : STUDY_INDEXES).contains(column.name())
                && (column.level() == root || root == Level.STUDY && column.level() == Level.PATIENT);
        if (!indexed) {
            return Optional.empty();
        }
        return switch (column.kind()) {
            case TEXT -> byText(condition, column);
            case NAME -> byName(condition, column);
            case DATE -> byDate(condition, column);
            case TIME, NUMBER, TERM -> Optional.empty();
        };
    }

    /** A series' modality or an instance's class tells the studies to look at, through the table of terms. */
    private Column leading(Condition condition) {
        if (root == Level.STUDY && condition.tag() == Tag.Modality) {
            return Column.of(Tag.ModalitiesInStudy).orElseThrow();
        }
        if (root == Level.STUDY && condition.tag() == Tag.SOPClassUID) {
            return Column.of(Tag.SOPClassesInStudy).orElseThrow();
        }
        Column column = Column.of(condition.tag()).orElse(null);
        return column != null && column.kind() == Column.Kind.TERM && root == Level.PATIENT ? null : column;
    }

    private static Optional<List<String>> textsOf(Condition condition) {
        if (condition instanceof Condition.Exact exact) {
            return Optional.of(List.of(exact.text()));
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return Optional.of(oneOf.texts().stream().distinct().toList());
        }
        if (condition instanceof Condition.UidList list) {
            return Optional.of(list.uids().stream().map(Uid::value).distinct().toList());
        }
        return Optional.empty();
    }

    private Driver byTerm(Column column, List<String> terms) {
        return new Driver(terms.stream()
                .map(term -> new Driver.Branch(
                        new KeySpan(
                                "study_term t",
                                "t.term",
                                "t.study_pk",
                                "t.kind",
                                Integer.valueOf(column.name()),
                                term,
                                term,
                                true),
                        Predicate.exists(
                                "study_term x",
                                Predicate.of(
                                        "x.study_pk = s.pk and x.kind = " + column.name() + " and x.term = ?", term))))
                .toList());
    }

    private Optional<Driver> byText(Condition condition, Column column) {
        String name = alias + '.' + column.name();
        if (condition instanceof Condition.Wildcard wildcard) {
            String prefix = new TextPattern(wildcard.pattern()).prefix();
            return prefix.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Driver.of(KeySpan.prefix(table, name, alias + ".pk", prefix)));
        }
        return textsOf(condition)
                .map(texts -> new Driver(texts.stream()
                        .map(KeyText::of)
                        .distinct()
                        .map(text ->
                                new Driver.Branch(KeySpan.equal(table, name, alias + ".pk", text), Predicate.FALSE))
                        .toList()));
    }

    private Optional<Driver> byName(Condition condition, Column column) {
        if (!(condition instanceof Condition.Name wanted)) {
            return Optional.empty();
        }
        NamePattern pattern = new NamePattern(wanted);
        if (pattern.prefix().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Driver(pattern.columns(alias + '.' + column.name()).stream()
                .map(name -> new Driver.Branch(
                        pattern.isWild()
                                ? KeySpan.prefix(table, name, alias + ".pk", pattern.prefix())
                                : KeySpan.equal(table, name, alias + ".pk", pattern.prefix()),
                        pattern.on(name)))
                .toList()));
    }

    private Optional<Driver> byDate(Condition condition, Column column) {
        String name = alias + '.' + column.name();
        if (condition instanceof Condition.DateRange range) {
            return Optional.of(Driver.of(span(name, range.from(), range.to())));
        }
        if (condition instanceof Condition.DateTimeRange range) {
            return Optional.of(Driver.of(span(
                    name,
                    range.from() == null ? null : range.from().toLocalDate(),
                    range.to() == null ? null : range.to().toLocalDate())));
        }
        if (condition instanceof Condition.Exact exact) {
            return Optional.ofNullable(ColumnTime.dateOrNull(exact.text()))
                    .map(day -> Driver.of(KeySpan.equal(table, name, alias + ".pk", day)));
        }
        return Optional.empty();
    }

    private KeySpan span(String name, LocalDate from, LocalDate to) {
        return new KeySpan(
                table,
                name,
                alias + ".pk",
                null,
                null,
                from == null ? DATE_MIN : ColumnTime.number(from),
                to == null ? DATE_MAX : ColumnTime.number(to),
                true);
    }
}
