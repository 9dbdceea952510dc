package dozo.storage.index.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class ColumnTimeTest {

    @Test
    void readsDatesOfBothForms() {
        assertEquals(20260229 - 1, ColumnTime.dateOrNull("20260228"));
        assertEquals(19991231, ColumnTime.dateOrNull(" 1999.12.31 "));
    }

    @Test
    void takesDatesThatNoCalendarHasForNone() {
        for (String text : new String[] {"", "2026", "20260230", "00000000", "2026-1-1", "2026/01/01"}) {
            assertNull(ColumnTime.dateOrNull(text), text);
        }
    }

    @Test
    void readsTimesWithWhateverComponentsTheyHave() {
        assertEquals(ColumnTime.number(LocalTime.of(7, 0)), ColumnTime.timeOrNull("07"));
        assertEquals(ColumnTime.number(LocalTime.of(7, 8)), ColumnTime.timeOrNull("07:08"));
        assertEquals(ColumnTime.number(LocalTime.of(7, 8, 9, 120_000_000)), ColumnTime.timeOrNull("070809.12"));
        assertEquals(ColumnTime.number(LocalTime.of(23, 59, 59)), ColumnTime.timeOrNull("235960"));
    }

    @Test
    void takesTimesThatNoClockShowsForNone() {
        for (String text : new String[] {"", "7", "2400", "0760", "070809.", "noon"}) {
            assertNull(ColumnTime.timeOrNull(text), text);
        }
    }
}
