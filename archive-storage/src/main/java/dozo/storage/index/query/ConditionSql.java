package dozo.storage.index.query;

import dozo.core.value.Uid;
import dozo.storage.index.header.ColumnTime;
import dozo.storage.index.header.KeyText;
import dozo.storage.index.model.Level;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a condition says in SQL, in a query for entities of one level. */
final class ConditionSql {

    private final Level queried;

    ConditionSql(Level queried) {
        this.queried = queried;
    }

    /** Empty when the attribute, or the kind of condition on it, has no column, so that stored values must be looked at. */
    Optional<Predicate> of(Condition condition) {
        return condition instanceof Condition.AnyOf any
                ? ofAny(any)
                : Column.of(condition.tag()).flatMap(column -> on(condition, column));
    }

    /** In SQL only when all of them are. */
    private Optional<Predicate> ofAny(Condition.AnyOf any) {
        List<Predicate> choices =
                any.choices().stream().map(this::of).flatMap(Optional::stream).toList();
        return choices.size() == any.choices().size() ? Optional.of(Predicate.any(choices)) : Optional.empty();
    }

    private Optional<Predicate> on(Condition condition, Column column) {
        String name = column.alias(queried) + '.' + column.name();
        if (column.kind() == Column.Kind.TERM) {
            return onTerms(condition, column);
        }
        if (column.kind() == Column.Kind.NAME) {
            return onName(condition, name);
        }
        if (condition instanceof Condition.Exact exact) {
            return Optional.of(equal(name, column, List.of(exact.text())));
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return Optional.of(equal(name, column, oneOf.texts()));
        }
        if (condition instanceof Condition.Numbers wanted && column.kind() == Column.Kind.NUMBER) {
            List<Integer> numbers =
                    wanted.numbers().stream().flatMap(ConditionSql::wholeNumber).toList();
            return Optional.of(numbers.isEmpty() ? Predicate.FALSE : Predicate.in(name, numbers));
        }
        if (condition instanceof Condition.UidList list) {
            return Optional.of(
                    Predicate.in(name, list.uids().stream().map(Uid::value).toList()));
        }
        if (condition instanceof Condition.Wildcard wildcard && column.kind() == Column.Kind.TEXT) {
            return Optional.of(new TextPattern(wildcard.pattern()).on(name));
        }
        if (condition instanceof Condition.DateRange range && column.kind() == Column.Kind.DATE) {
            return Optional.of(between(name, numberOrNull(range.from()), numberOrNull(range.to())));
        }
        if (condition instanceof Condition.TimeRange range && column.kind() == Column.Kind.TIME) {
            return Optional.of(between(name, numberOrNull(range.from()), numberOrNull(range.to())));
        }
        if (condition instanceof Condition.DateTimeRange range) {
            return Column.of(range.timeTag())
                    .map(time -> together(range, name, time.alias(queried) + '.' + time.name()));
        }
        if (condition instanceof Condition.Empty) {
            return Optional.of(
                    column.kind() == Column.Kind.TEXT ? Predicate.of(name + " = ''") : Predicate.of(name + " is null"));
        }
        return Optional.empty();
    }

    private static Predicate equal(String name, Column column, List<String> texts) {
        List<Object> values = texts.stream()
                .map(text -> valueOrNull(column, text))
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? Predicate.FALSE : Predicate.in(name, values);
    }

    private static Object valueOrNull(Column column, String text) {
        return switch (column.kind()) {
            case DATE -> ColumnTime.dateOrNull(text);
            case TIME -> ColumnTime.timeOrNull(text);
            case NUMBER -> wholeNumberOrNull(text);
            case TEXT, NAME, TERM -> KeyText.of(text);
        };
    }

    private static Stream<Integer> wholeNumber(BigDecimal number) {
        try {
            return Stream.of(number.intValueExact());
        } catch (ArithmeticException e) {
            return Stream.empty();
        }
    }

    private static Integer wholeNumberOrNull(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Optional<Predicate> onName(Condition condition, String name) {
        if (condition instanceof Condition.Name wanted) {
            NamePattern pattern = new NamePattern(wanted);
            return Optional.of(Predicate.any(
                    pattern.columns(name).stream().map(pattern::on).toList()));
        }
        if (condition instanceof Condition.Empty) {
            return Optional.of(Predicate.of(
                    name + "_alphabetic = '' and " + name + "_ideographic = '' and " + name + "_phonetic = ''"));
        }
        return Optional.empty();
    }

    private Optional<Predicate> onTerms(Condition condition, Column column) {
        Predicate ofKind = Predicate.of("t.study_pk = s.pk and t.kind = " + column.name());
        return termTest(condition)
                .map(test -> test == Predicate.TRUE
                        ? Predicate.exists("study_term t", ofKind).negated()
                        : Predicate.exists("study_term t", Predicate.all(List.of(ofKind, test))));
    }

    /** What must hold of one term; TRUE stands for "there must be none". */
    private static Optional<Predicate> termTest(Condition condition) {
        if (condition instanceof Condition.Exact exact) {
            return Optional.of(Predicate.of("t.term = ?", exact.text()));
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return Optional.of(Predicate.in("t.term", oneOf.texts()));
        }
        if (condition instanceof Condition.UidList list) {
            return Optional.of(
                    Predicate.in("t.term", list.uids().stream().map(Uid::value).toList()));
        }
        if (condition instanceof Condition.Wildcard wildcard) {
            return Optional.of(new TextPattern(wildcard.pattern()).on("t.term"));
        }
        return condition instanceof Condition.Empty ? Optional.of(Predicate.TRUE) : Optional.empty();
    }

    private static Object numberOrNull(LocalDate date) {
        return date == null ? null : (Object) ColumnTime.number(date);
    }

    private static Object numberOrNull(LocalTime time) {
        return time == null ? null : (Object) ColumnTime.number(time);
    }

    private static Predicate between(String name, Object from, Object to) {
        List<Predicate> bounds = new ArrayList<>();
        if (from != null) {
            bounds.add(Predicate.of(name + " >= ?", from));
        }
        if (to != null) {
            bounds.add(Predicate.of(name + " <= ?", to));
        }
        return bounds.isEmpty() ? Predicate.of(name + " is not null") : Predicate.all(bounds);
    }

    /** A value without time of day fits whenever its date may. */
    private static Predicate together(Condition.DateTimeRange range, String date, String time) {
        List<Predicate> bounds = new ArrayList<>();
        bounds.add(Predicate.of(date + " is not null"));
        if (range.from() != null) {
            bounds.add(beyond(date, time, range.from(), ">"));
        }
        if (range.to() != null) {
            bounds.add(beyond(date, time, range.to(), "<"));
        }
        return Predicate.all(bounds);
    }

    private static Predicate beyond(String date, String time, LocalDateTime bound, String sign) {
        int day = ColumnTime.number(bound.toLocalDate());
        return Predicate.of(
                date + ' ' + sign + " ? or (" + date + " = ? and (" + time + " is null or " + time + ' ' + sign
                        + "= ?))",
                day,
                day,
                ColumnTime.number(bound.toLocalTime()));
    }
}
