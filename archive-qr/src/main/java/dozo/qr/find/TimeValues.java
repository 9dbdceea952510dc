package dozo.qr.find;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates and times of matching keys (PS3.5 section 6.2, VR DA and TM; PS3.4 section C.2.2.2.5). The older forms with
 * separators, {@code 2026.11.22} and {@code 10:30:00}, are understood too. A time that leaves out its minutes or seconds stands
 * for all of that hour or minute.
 */
final class TimeValues {

    /** The shortest step a TM value can express, in nanoseconds. */
    private static final long MICROSECOND = 1_000;

    private static final Pattern DATE = Pattern.compile("(\\d{4})(\\.?)(\\d{2})\\2(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.(\\d{1,6}))?)?)?");

    private TimeValues() {}

    /** A range of days, both inclusive. Empty when {@code text} is no date and no range of dates. */
    static Optional<Span<LocalDate>> dates(String text) {
        return Span.parse(text, value -> date(value).map(day -> new Span<>(day, day)), LocalDate.MIN, LocalDate.MAX);
    }

    /** A range of times of day, both inclusive. Empty when {@code text} is no time and no range of times. */
    static Optional<Span<LocalTime>> times(String text) {
        return Span.parse(text, TimeValues::time, LocalTime.MIN, LocalTime.MAX);
    }

    private static Optional<LocalDate> date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(number(matcher.group(1)), number(matcher.group(3)), number(matcher.group(4))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Span<LocalTime>> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime first = LocalTime.of(
                    number(matcher.group(1)),
                    number(matcher.group(2)),
                    second(matcher.group(3)),
                    fraction(matcher.group(4)));
            return Optional.of(new Span<>(first, first.plusNanos(width(matcher) - MICROSECOND)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** How long the stretch is that the value stands for, in nanoseconds. */
    private static long width(Matcher matcher) {
        if (matcher.group(2) == null) {
            return 3_600_000_000_000L;
        }
        if (matcher.group(3) == null) {
            return 60_000_000_000L;
        }
        return matcher.group(4) == null
                ? 1_000_000_000L
                : pow10(9 - matcher.group(4).length());
    }

    /** A leap second has no place in a LocalTime; it counts as the second before it. */
    private static int second(String digits) {
        return "60".equals(digits) ? 59 : number(digits);
    }

    private static int fraction(String digits) {
        return digits == null ? 0 : (int) (number(digits) * pow10(9 - digits.length()));
    }

    private static long pow10(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
