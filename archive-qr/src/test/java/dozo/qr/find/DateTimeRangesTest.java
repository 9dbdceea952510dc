package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Tag;
import dozo.storage.index.header.DateTimeValue;
import dozo.storage.index.query.Condition;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of VR DT, in which a hyphen has two meanings. */
class DateTimeRangesTest {

    @ParameterizedTest
    @CsvSource({
        "20261101,                          20261101,             20261101",
        "20261101-0500,                     20261101-0500,        20261101-0500",
        "20261101-1200,                     20261101-1200,        20261101-1200",
        "2026-2027,                         2026,                 2027",
        "20261101-20261102,                 20261101,             20261102",
        "20261101-20261102-0500,            20261101,             20261102-0500",
        "20261101-0500-20261102,            20261101-0500,        20261102",
        "20261101-0500-20261102+0900,       20261101-0500,        20261102+0900",
        "20261101101500.25-20261101101501,  20261101101500.25,    20261101101501",
        "20261101-,                         20261101,             ''",
        "20261101-0500-,                    20261101-0500,        ''",
        "-20261101,                         '',                   20261101",
        "-20261101-0500,                    '',                   20261101-0500",
    })
    void tellsRangesFromOffsets(String key, String from, String to) {
        assertEquals(Optional.of(new Condition.Moments(Tag.ContentDate, value(from), value(to))), of(key));
    }

    private static DateTimeValue value(String text) {
        return DateTimeValue.parse(text).orElse(null);
    }

    private static Optional<Condition> of(String key) {
        return DateTimeRanges.of(Tag.ContentDate, key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-", "--", "soon", "20261301", "20261101-soon", "2026110110150", "20261101.5", "20261101-9999-"})
    void understandsNothingElse(String key) {
        assertEquals(Optional.empty(), of(key));
    }

    @Test
    void takesAValueWithoutItsLastComponentsForAllOfThatTime() {
        DateTimeValue november = value("202611+0900");
        assertEquals(LocalDateTime.parse("2026-11-01T00:00:00"), november.first());
        assertEquals(LocalDateTime.parse("2026-11-30T23:59:59.999999"), november.last());
        assertEquals(ZoneOffset.ofHours(9), november.offset());
        assertEquals(
                LocalDateTime.parse("2026-11-01T10:15:00.259999"),
                value("20261101101500.25").last());
    }
}
