package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeValuesTest {

    @ParameterizedTest
    @CsvSource({
        "20261122,            2026-11-22, 2026-11-22",
        "2026.11.22,          2026-11-22, 2026-11-22",
        "20240229,            2024-02-29, 2024-02-29",
        "20261101-20261122,   2026-11-01, 2026-11-22",
        "20261101 - 20261122, 2026-11-01, 2026-11-22",
        "20261101-,           2026-11-01, MAX",
        "-20261122,           MIN,        2026-11-22",
        "20261122-20261101,   2026-11-22, 2026-11-01",
    })
    void readsADateAsTheDaysItStandsFor(String text, String first, String last) {
        assertEquals(Optional.of(new Span<>(date(first), date(last))), TimeValues.dates(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "2026",
                "202611",
                "20261322",
                "20230229",
                "2026.1122",
                "yesterday",
                "20261101-x",
                "x-20261101",
                "20261101-20261105-20261107",
                "2026*"
            })
    void readsNoDateFromWhatIsNone(String text) {
        assertEquals(Optional.empty(), TimeValues.dates(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10,              10:00,           10:59:59.999999",
        "1030,            10:30,           10:30:59.999999",
        "103015,          10:30:15,        10:30:15.999999",
        "103015.5,        10:30:15.5,      10:30:15.599999",
        "103015.123456,   10:30:15.123456, 10:30:15.123456",
        "10:30:15,        10:30:15,        10:30:15.999999",
        "235960,          23:59:59,        23:59:59.999999",
        "08-1030,         08:00,           10:30:59.999999",
        "0800-,           08:00,           MAX",
        "-1030,           MIN,             10:30:59.999999",
        "22-02,           22:00,           02:59:59.999999",
    })
    void readsATimeAsTheStretchItStandsFor(String text, String first, String last) {
        assertEquals(Optional.of(new Span<>(time(first), time(last))), TimeValues.times(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1", "103", "24", "1060", "103061", "103015.", "103015.1234567", "noon", "10-x"})
    void readsNoTimeFromWhatIsNone(String text) {
        assertEquals(Optional.empty(), TimeValues.times(text));
    }

    private static LocalDate date(String text) {
        return switch (text) {
            case "MIN" -> LocalDate.MIN;
            case "MAX" -> LocalDate.MAX;
            default -> LocalDate.parse(text);
        };
    }

    private static LocalTime time(String text) {
        return switch (text) {
            case "MIN" -> LocalTime.MIN;
            case "MAX" -> LocalTime.MAX;
            default -> LocalTime.parse(text);
        };
    }
}
