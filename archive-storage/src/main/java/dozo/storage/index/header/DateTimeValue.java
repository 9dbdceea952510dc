package dozo.storage.index.header;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of VR DT (PS3.5 section 6.2). One that leaves components out stands for all of that year, month, day, hour, minute or
 * second.
 *
 * @param first its first moment, by the clock of its place
 * @param last its last moment, to the microsecond
 * @param offset of that clock from UTC, or null where the value does not tell
 */
public record DateTimeValue(LocalDateTime first, LocalDateTime last, @Nullable ZoneOffset offset) {

    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?" + "(?:(?<=\\d{14})\\.(\\d{1,6}))?([+-]\\d{4})?");

    private static final ChronoUnit[] UNITS = {
        ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS
    };

    private static final int FRACTION = 7;
    private static final int OFFSET = 8;

    /** The offsets that there are, in hours. */
    private static final int OFFSET_MIN = -12;

    private static final int OFFSET_MAX = 14;

    public DateTimeValue {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }

    /** Empty for what is no such value, spaces around it apart. */
    public static Optional<DateTimeValue> parse(String text) {
        Matcher matcher = DATE_TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            int known = 1;
            while (known < UNITS.length && matcher.group(known + 1) != null) {
                known++;
            }
            // A leap second is filed with the second before it, as no clock class knows it.
            LocalDateTime start = LocalDateTime.of(
                    part(matcher, 1, 0),
                    part(matcher, 2, 1),
                    part(matcher, 3, 1),
                    part(matcher, 4, 0),
                    part(matcher, 5, 0),
                    Math.min(part(matcher, 6, 0), 59));
            return Optional.of(
                    matcher.group(FRACTION) == null
                            ? new DateTimeValue(
                                    start,
                                    start.plus(1, UNITS[known - 1]).minus(1, ChronoUnit.MICROS),
                                    offsetOrNull(matcher.group(OFFSET)))
                            : withFraction(start, matcher.group(FRACTION), offsetOrNull(matcher.group(OFFSET))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** With this offset, if it has none of its own. */
    public DateTimeValue inZone(Optional<ZoneOffset> zone) {
        return offset != null || zone.isEmpty() ? this : new DateTimeValue(first, last, zone.get());
    }

    /** An offset as in {@code +0900}; empty for what is none. */
    public static Optional<ZoneOffset> offset(String text) {
        try {
            return text.matches("[+-]\\d{4}") ? Optional.ofNullable(offsetOrNull(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether this value begins no earlier than {@code from} and no later than {@code to} ends, null for no such bound: as
     * moments where both tell their offsets, else by the clock, as if they were of one place.
     */
    public boolean beginsWithin(@Nullable DateTimeValue from, @Nullable DateTimeValue to) {
        return (from == null || compare(first, offset, from.first, from.offset) >= 0)
                && (to == null || compare(first, offset, to.last, to.offset) <= 0);
    }

    private static int compare(
            LocalDateTime one, @Nullable ZoneOffset oneZone, LocalDateTime other, @Nullable ZoneOffset otherZone) {
        return oneZone == null || otherZone == null
                ? one.compareTo(other)
                : one.toInstant(oneZone).compareTo(other.toInstant(otherZone));
    }

    private static DateTimeValue withFraction(LocalDateTime second, String digits, @Nullable ZoneOffset zone) {
        long width = (long) Math.pow(10, 6.0 - digits.length());
        LocalDateTime start = second.plus(Long.parseLong(digits) * width, ChronoUnit.MICROS);
        return new DateTimeValue(start, start.plus(width - 1, ChronoUnit.MICROS), zone);
    }

    private static @Nullable ZoneOffset offsetOrNull(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        int hours = sign * Integer.parseInt(text.substring(1, 3));
        int minutes = sign * Integer.parseInt(text.substring(3));
        if (hours < OFFSET_MIN || hours > OFFSET_MAX) {
            throw new DateTimeException("no clock has such an offset");
        }
        return ZoneOffset.ofHoursMinutes(hours, minutes);
    }

    private static int part(Matcher matcher, int group, int missing) {
        return matcher.group(group) == null ? missing : Integer.parseInt(matcher.group(group));
    }
}
