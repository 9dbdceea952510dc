package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.value.Uid;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.query.Condition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of matching a key asks for, by its value representation and its value (PS3.4 section C.2.2.2). Lists of values,
 * which the standard knows for UIDs only, are understood for other short text too, since many requestors send them for
 * Modalities in Study. Of a list one value that matches is enough.
 */
final class MatchingRules {

    private MatchingRules() {}

    /**
     * @param vr of the attribute by the dictionary, or of the element when the dictionary does not know it
     * @throws InvalidIdentifier when the value can be no key of that representation
     */
    static KeyMatch of(int tag, Vr vr, Attributes identifier) throws InvalidIdentifier {
        if (!identifier.hasValue(tag)) {
            return KeyMatch.UNIVERSAL;
        }
        if (vr == Vr.SQ) {
            return SequenceMatching.of(tag, identifier.items(tag));
        }
        List<String> values = identifier.strings(tag);
        if (vr.isText() && values.stream().anyMatch(MatchingRules::isAsterisks)
                || !values.isEmpty() && values.stream().allMatch(String::isEmpty)) {
            return KeyMatch.UNIVERSAL;
        }
        return switch (vr) {
            case PN -> NameMatching.of(tag, values);
            case UI -> uids(tag, values);
            case DA -> dates(tag, values);
            case TM -> times(tag, values);
            case AE, CS, LO, LT, SH, ST, UC, UR, UT -> text(tag, values);
            case AS -> exact(tag, values);
            case DT -> moments(tag, values);
            case AT, DS, FD, FL, IS, SL, SS, SV, UL, US, UV -> numbers(tag, values, identifier.numbers(tag));
            default -> KeyMatch.UNSUPPORTED;
        };
    }

    /** A key may come with a wrong representation, or none at all; the dictionary knows better. */
    static Vr vrOf(Element key) {
        Vr vr = DataDictionary.vrOf(key.tag());
        return vr == Vr.UN ? key.vr() : vr;
    }

    /** Nothing, or nothing but asterisks: matches also where the attribute is absent (PS3.4 section C.2.2.2.4). */
    static boolean isUniversal(String value) {
        return value.isEmpty() || isAsterisks(value);
    }

    private static boolean isAsterisks(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c == '*');
    }

    static boolean hasWildcard(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    }

    private static KeyMatch text(int tag, List<String> values) {
        if (values.stream().noneMatch(MatchingRules::hasWildcard)) {
            return exact(tag, values);
        }
        List<Condition> choices = values.stream()
                .filter(value -> !value.isEmpty())
                .<Condition>map(value ->
                        hasWildcard(value) ? new Condition.Wildcard(tag, value) : new Condition.Exact(tag, value))
                .toList();
        return anyOf(tag, choices);
    }

    /** One that holds is enough. */
    static KeyMatch anyOf(int tag, List<Condition> choices) {
        return KeyMatch.of(choices.size() == 1 ? choices.get(0) : new Condition.AnyOf(tag, choices));
    }

    /** What is no number can still be equal as a text, since devices write what they like. */
    private static KeyMatch numbers(int tag, List<String> texts, List<BigDecimal> numbers) {
        boolean onlyNumbers = texts.stream().filter(text -> !text.isEmpty()).count() <= numbers.size();
        return onlyNumbers && !numbers.isEmpty()
                ? KeyMatch.of(new Condition.Numbers(tag, numbers))
                : texts.isEmpty() ? KeyMatch.UNSUPPORTED : exact(tag, texts);
    }

    private static KeyMatch exact(int tag, List<String> values) {
        List<String> wanted = values.stream().filter(value -> !value.isEmpty()).toList();
        return KeyMatch.of(
                wanted.size() == 1 ? new Condition.Exact(tag, wanted.get(0)) : new Condition.OneOf(tag, wanted));
    }

    private static KeyMatch uids(int tag, List<String> values) throws InvalidIdentifier {
        List<Optional<Uid>> uids = values.stream()
                .filter(value -> !value.isEmpty())
                .map(Uid::parse)
                .toList();
        if (uids.stream().anyMatch(Optional::isEmpty)) {
            throw InvalidIdentifier.unreadable(tag, "not a valid UID");
        }
        return KeyMatch.of(new Condition.UidList(
                tag, uids.stream().flatMap(Optional::stream).toList()));
    }

    private static KeyMatch dates(int tag, List<String> values) throws InvalidIdentifier {
        Span<LocalDate> span = only(values)
                .flatMap(TimeValues::dates)
                .orElseThrow(() -> unreadable(tag, "not a date or range of dates"));
        return KeyMatch.of(
                new Condition.DateRange(tag, bound(span.first(), LocalDate.MIN), bound(span.last(), LocalDate.MAX)));
    }

    private static KeyMatch times(int tag, List<String> values) throws InvalidIdentifier {
        Span<LocalTime> span = only(values)
                .flatMap(TimeValues::times)
                .orElseThrow(() -> unreadable(tag, "not a time or range of times"));
        return KeyMatch.of(
                new Condition.TimeRange(tag, bound(span.first(), LocalTime.MIN), bound(span.last(), LocalTime.MAX)));
    }

    private static KeyMatch moments(int tag, List<String> values) throws InvalidIdentifier {
        List<Condition> choices = new ArrayList<>();
        for (String value : values) {
            if (!value.isEmpty()) {
                choices.add(DateTimeRanges.of(tag, value)
                        .orElseThrow(() -> unreadable(tag, "not a date and time or range of them")));
            }
        }
        return anyOf(tag, choices);
    }

    private static <T> @Nullable T bound(T value, T open) {
        return value.equals(open) ? null : value;
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static InvalidIdentifier unreadable(int tag, String comment) {
        return InvalidIdentifier.unreadable(tag, comment);
    }
}
