package dozo.storage.index.query;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.value.Uid;
import dozo.storage.index.header.ColumnTime;
import dozo.storage.index.header.DateTimeValue;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Conditions that no column serves, tested on the attributes themselves. Of several values one that fits is enough. */
final class StoredMatch {

    private StoredMatch() {}

    static boolean holds(Condition condition, Attributes attributes) {
        List<String> values = attributes.strings(condition.tag());
        if (condition instanceof Condition.Empty) {
            return values.stream().allMatch(String::isEmpty)
                    && attributes.items(condition.tag()).isEmpty();
        }
        if (condition instanceof Condition.Items sequence) {
            return attributes.items(condition.tag()).stream()
                    .anyMatch(item -> sequence.conditions().stream().allMatch(inItem -> holds(inItem, item)));
        }
        if (condition instanceof Condition.DateTimeRange range) {
            return !values.isEmpty()
                    && holds(
                            range,
                            values.get(0),
                            attributes.string(range.timeTag()).orElse(""));
        }
        if (condition instanceof Condition.Moments range) {
            return holds(range, values, attributes.string(Tag.TimezoneOffsetFromUTC));
        }
        if (condition instanceof Condition.AnyOf any) {
            return any.choices().stream().anyMatch(choice -> holds(choice, attributes));
        }
        if (condition instanceof Condition.Numbers wanted) {
            return attributes.numbers(condition.tag()).stream()
                    .anyMatch(value -> wanted.numbers().stream().anyMatch(number -> number.compareTo(value) == 0));
        }
        return values.stream().anyMatch(test(condition));
    }

    /** @param zone of the values that tell none themselves (PS3.3 section C.12.1.1.8) */
    private static boolean holds(Condition.Moments range, List<String> values, Optional<String> zone) {
        Optional<ZoneOffset> offset = zone.flatMap(DateTimeValue::offset);
        return values.stream()
                .map(DateTimeValue::parse)
                .flatMap(Optional::stream)
                .anyMatch(value -> value.inZone(offset).beginsWithin(range.from(), range.to()));
    }

    private static Predicate<String> test(Condition condition) {
        if (condition instanceof Condition.Exact exact) {
            return exact.text()::equals;
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return oneOf.texts()::contains;
        }
        if (condition instanceof Condition.Wildcard wildcard) {
            return new TextPattern(wildcard.pattern())::matches;
        }
        if (condition instanceof Condition.UidList list) {
            List<String> uids = list.uids().stream().map(Uid::value).toList();
            return uids::contains;
        }
        if (condition instanceof Condition.Name name) {
            return new NamePattern(name)::matches;
        }
        if (condition instanceof Condition.DateRange range) {
            return value -> within(ColumnTime.dateOrNull(value), range.from(), range.to());
        }
        if (condition instanceof Condition.TimeRange range) {
            return value -> within(ColumnTime.timeOrNull(value), range.from(), range.to());
        }
        throw new IllegalArgumentException("no test for " + condition.getClass().getSimpleName());
    }

    private static boolean within(Integer date, LocalDate from, LocalDate to) {
        return date != null
                && (from == null || date >= ColumnTime.number(from))
                && (to == null || date <= ColumnTime.number(to));
    }

    private static boolean within(Long time, LocalTime from, LocalTime to) {
        return time != null
                && (from == null || time >= ColumnTime.number(from))
                && (to == null || time <= ColumnTime.number(to));
    }

    /** As in SQL: a value without time of day fits whenever its date may. */
    private static boolean holds(Condition.DateTimeRange range, String dateText, String timeText) {
        Integer date = ColumnTime.dateOrNull(dateText);
        Long time = ColumnTime.timeOrNull(timeText);
        return date != null && !isBefore(date, time, range.from()) && !isAfter(date, time, range.to());
    }

    private static boolean isBefore(int date, Long time, LocalDateTime bound) {
        if (bound == null) {
            return false;
        }
        int day = ColumnTime.number(bound.toLocalDate());
        return date < day || date == day && time != null && time < ColumnTime.number(bound.toLocalTime());
    }

    private static boolean isAfter(int date, Long time, LocalDateTime bound) {
        if (bound == null) {
            return false;
        }
        int day = ColumnTime.number(bound.toLocalDate());
        return date > day || date == day && time != null && time > ColumnTime.number(bound.toLocalTime());
    }
}
