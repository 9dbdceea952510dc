package dozo.storage.index.header;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times of day as the numbers that stand in columns. Values no calendar knows become null, as if absent. */
public final class ColumnTime {

    /** VR DA, also in the form with full stops of the standard's predecessor (PS3.5 section 6.2). */
    private static final Pattern DATE = Pattern.compile("(\\d{4})\\.?(\\d{2})\\.?(\\d{2})");

    /** VR TM, also with colons, with as many components as were known. */
    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.(\\d{1,6}))?)?)?");

    private static final int MICROSECOND_DIGITS = 6;

    private ColumnTime() {}

    /** The date as a number yyyymmdd, or null. */
    public static @Nullable Integer dateOrNull(String value) {
        Matcher matcher = DATE.matcher(value.strip());
        if (!matcher.matches()) {
            return null;
        }
        try {
            return number(LocalDate.of(part(matcher, 1), part(matcher, 2), part(matcher, 3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The time of day in microseconds since midnight, missing components as zero, or null. */
    public static @Nullable Long timeOrNull(String value) {
        Matcher matcher = TIME.matcher(value.strip());
        if (!matcher.matches()) {
            return null;
        }
        String fraction = matcher.group(4) == null ? "" : matcher.group(4);
        int micros = Integer.parseInt((fraction + "000000").substring(0, MICROSECOND_DIGITS));
        // A leap second (PS3.5 section 6.2) is filed with the second before it, as no clock class knows it.
        int second = Math.min(part(matcher, 3), 59);
        try {
            return number(
                    LocalTime.of(part(matcher, 1), part(matcher, 2), second).plus(micros, ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return null;
        }
    }

    public static int number(LocalDate date) {
        return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
    }

    public static long number(LocalTime time) {
        return time.toNanoOfDay() / 1_000;
    }

    private static int part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
