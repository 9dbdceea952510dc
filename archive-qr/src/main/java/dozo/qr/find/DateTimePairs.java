package dozo.qr.find;

import dozo.core.dataset.Tag;
import dozo.storage.index.query.Condition;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Combined date-time matching (PS3.4 section C.2.2.2.5): where it was negotiated, the range of a date and that of its time
 * become one range of moments, so that a night from one day to the next can be asked for.
 */
final class DateTimePairs {

    /** The time that belongs to a date. */
    private static final Map<Integer, Integer> TIME_OF_DATE = Map.of(
            Tag.StudyDate, Tag.StudyTime,
            Tag.SeriesDate, Tag.SeriesTime,
            Tag.AcquisitionDate, Tag.AcquisitionTime,
            Tag.ContentDate, Tag.ContentTime,
            Tag.PatientBirthDate, Tag.PatientBirthTime,
            Tag.PerformedProcedureStepStartDate, Tag.PerformedProcedureStepStartTime);

    private DateTimePairs() {}

    /** The same conditions, each range of a date joined with that of its time. */
    static List<Condition> combine(List<Condition> conditions) {
        List<Condition> combined = new ArrayList<>(conditions);
        for (Condition condition : conditions) {
            if (condition instanceof Condition.DateRange date && TIME_OF_DATE.containsKey(date.tag())) {
                int timeTag = TIME_OF_DATE.get(date.tag());
                for (Condition other : conditions) {
                    if (other instanceof Condition.TimeRange time && time.tag() == timeTag) {
                        combined.remove(time);
                        combined.set(combined.indexOf(date), join(date, time));
                    }
                }
            }
        }
        return combined;
    }

    private static Condition join(Condition.DateRange date, Condition.TimeRange time) {
        return new Condition.DateTimeRange(
                date.tag(),
                time.tag(),
                moment(date.from(), time.from(), LocalTime.MIN),
                moment(date.to(), time.to(), LocalTime.MAX));
    }

    /** A range that is open on the side of the date is open there, whatever the time says. */
    private static @Nullable LocalDateTime moment(
            @Nullable LocalDate date, @Nullable LocalTime time, LocalTime otherwise) {
        return date == null ? null : date.atTime(time == null ? otherwise : time);
    }
}
