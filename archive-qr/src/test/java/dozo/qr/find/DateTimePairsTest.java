package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Tag;
import dozo.storage.index.query.Condition;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateTimePairsTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 21);
    private static final LocalDate MORNING = LocalDate.of(2026, 11, 22);
    private static final LocalTime TEN_PM = LocalTime.of(22, 0);
    private static final LocalTime SIX_AM = LocalTime.of(6, 0);

    @Test
    void makesOneRangeOfADateAndItsTime() {
        Condition exact = new Condition.Exact(Tag.PatientID, "P");
        assertEquals(
                List.of(
                        new Condition.DateTimeRange(
                                Tag.StudyDate, Tag.StudyTime, NIGHT.atTime(TEN_PM), MORNING.atTime(SIX_AM)),
                        exact),
                DateTimePairs.combine(List.of(
                        new Condition.DateRange(Tag.StudyDate, NIGHT, MORNING),
                        new Condition.TimeRange(Tag.StudyTime, TEN_PM, SIX_AM),
                        exact)));
    }

    @Test
    void findsThePairWhicheverComesFirst() {
        assertEquals(
                List.of(new Condition.DateTimeRange(
                        Tag.SeriesDate, Tag.SeriesTime, NIGHT.atTime(TEN_PM), MORNING.atTime(LocalTime.MAX))),
                DateTimePairs.combine(List.of(
                        new Condition.TimeRange(Tag.SeriesTime, TEN_PM, null),
                        new Condition.DateRange(Tag.SeriesDate, NIGHT, MORNING))));
    }

    @Test
    void leavesOpenWhatTheDateLeavesOpen() {
        assertEquals(
                List.of(new Condition.DateTimeRange(
                        Tag.StudyDate, Tag.StudyTime, null, LocalDateTime.of(MORNING, SIX_AM))),
                DateTimePairs.combine(List.of(
                        new Condition.DateRange(Tag.StudyDate, null, MORNING),
                        new Condition.TimeRange(Tag.StudyTime, TEN_PM, SIX_AM))));
    }

    @Test
    void leavesADateOfOneKindAndATimeOfAnotherAlone() {
        List<Condition> conditions = List.of(
                new Condition.DateRange(Tag.StudyDate, NIGHT, MORNING),
                new Condition.TimeRange(Tag.SeriesTime, TEN_PM, SIX_AM));
        assertEquals(conditions, DateTimePairs.combine(conditions));
    }
}
