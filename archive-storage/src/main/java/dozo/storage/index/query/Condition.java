package dozo.storage.index.query;

import dozo.core.value.Uid;
import dozo.storage.index.header.DateTimeValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the value of one attribute must be, decided from a matching key of a request (PS3.4 section C.2.2.2). All conditions of a
 * query must hold. Universal matching needs no condition. The level at which an attribute is looked for follows from the
 * attribute. Of an attribute with several values, one that fits is enough.
 */
public sealed interface Condition {

    /** The attribute, or the date attribute of a combined range. */
    int tag();

    /** Equal to the text, case-sensitive, spaces around not significant. */
    record Exact(int tag, String text) implements Condition {
        public Exact {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Equal to one of the texts. */
    record OneOf(int tag, List<String> texts) implements Condition {
        /** @throws IllegalArgumentException when there is no text */
        public OneOf {
            texts = List.copyOf(texts);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("a list to match has a value");
            }
        }
    }

    /** Like the pattern, case-sensitive: {@code *} stands for any characters or none, {@code ?} for one. */
    record Wildcard(int tag, String pattern) implements Condition {
        public Wildcard {
            Objects.requireNonNull(pattern, "pattern");
        }
    }

    /** One of the UIDs. */
    record UidList(int tag, List<Uid> uids) implements Condition {
        /** @throws IllegalArgumentException when there is no UID */
        public UidList {
            uids = List.copyOf(uids);
            if (uids.isEmpty()) {
                throw new IllegalArgumentException("a list to match has a value");
            }
        }
    }

    /** Equal to one of the numbers, however it is written: {@code 01} is 1. */
    record Numbers(int tag, List<BigDecimal> numbers) implements Condition {
        /** @throws IllegalArgumentException when there is no number */
        public Numbers {
            numbers = List.copyOf(numbers);
            if (numbers.isEmpty()) {
                throw new IllegalArgumentException("a list to match has a value");
            }
        }
    }

    /** A date, bounds included; a null bound is open. */
    record DateRange(int tag, @Nullable LocalDate from, @Nullable LocalDate to) implements Condition {}

    /** A time of day, bounds included; a null bound is open. */
    record TimeRange(int tag, @Nullable LocalTime from, @Nullable LocalTime to) implements Condition {}

    /** A date and a time attribute taken together as one point in time, bounds included; a null bound is open. */
    record DateTimeRange(int tag, int timeTag, @Nullable LocalDateTime from, @Nullable LocalDateTime to)
            implements Condition {}

    /** A date and time of day in one attribute (VR DT), bounds included; a null bound is open. */
    record Moments(int tag, @Nullable DateTimeValue from, @Nullable DateTimeValue to) implements Condition {}

    /**
     * A person name by its folded form, without regard to case, width and kind of kana.
     *
     * @param pattern one component group as it was decoded, with {@code *} and {@code ?} as in {@link Wildcard}
     */
    record Name(int tag, NameGroup group, String pattern) implements Condition {
        public Name {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(pattern, "pattern");
        }
    }

    /** Present without a value, or absent. */
    record Empty(int tag) implements Condition {}

    /** At least one of these conditions on the same attribute holds. */
    record AnyOf(int tag, List<Condition> choices) implements Condition {
        /** @throws IllegalArgumentException when there is none, or one of another attribute */
        public AnyOf {
            choices = List.copyOf(choices);
            if (choices.isEmpty() || choices.stream().anyMatch(choice -> choice.tag() != tag)) {
                throw new IllegalArgumentException("choices are conditions on one attribute");
            }
        }
    }

    /** A sequence that has an item for which all these conditions hold (PS3.4 section C.2.2.2.6). */
    record Items(int tag, List<Condition> conditions) implements Condition {
        /** @throws IllegalArgumentException when there is no condition */
        public Items {
            conditions = List.copyOf(conditions);
            if (conditions.isEmpty()) {
                throw new IllegalArgumentException("an item to match has a condition");
            }
        }
    }
}
