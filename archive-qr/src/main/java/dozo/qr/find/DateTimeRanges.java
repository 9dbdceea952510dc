package dozo.qr.find;

import dozo.storage.index.header.DateTimeValue;
import dozo.storage.index.query.Condition;
import java.util.Optional;

/**
 * Reads matching keys of VR DT (PS3.4 section C.2.2.2.5.3): a value, or a range of values with an open end or without. A hyphen
 * stands in ranges and before offsets from UTC: it is that of an offset wherever what follows can be one, since no image was
 * made before the year 1400.
 */
final class DateTimeRanges {

    private DateTimeRanges() {}

    /** Empty when {@code text} is no date and time and no range of them. */
    static Optional<Condition> of(int tag, String text) {
        Optional<DateTimeValue> single = DateTimeValue.parse(text);
        if (single.isPresent()) {
            return Optional.of(new Condition.Moments(tag, single.get(), single.get()));
        }
        for (int hyphen = text.indexOf('-'); hyphen >= 0; hyphen = text.indexOf('-', hyphen + 1)) {
            String from = text.substring(0, hyphen).strip();
            String to = text.substring(hyphen + 1).strip();
            Optional<DateTimeValue> first = DateTimeValue.parse(from);
            Optional<DateTimeValue> last = DateTimeValue.parse(to);
            boolean understood = (first.isPresent() || from.isEmpty()) && (last.isPresent() || to.isEmpty());
            if (understood && (first.isPresent() || last.isPresent())) {
                return Optional.of(new Condition.Moments(tag, first.orElse(null), last.orElse(null)));
            }
        }
        return Optional.empty();
    }
}
