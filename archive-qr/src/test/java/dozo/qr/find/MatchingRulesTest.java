package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.Uid;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.header.DateTimeValue;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.NameGroup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatchingRulesTest {

    @ParameterizedTest
    @CsvSource({
        "LO, ''",
        "LO, *",
        "LO, **",
        "PN, *",
        "CS, *",
        "UI, ''",
        "UI, *",
        "DA, ''",
        "DA, *",
        "TM, ''",
        "TM, *",
        "IS, ''",
        "SH, *",
        "UT, *",
        "AE, *",
        "CS, CT\\*",
        "UI, 1.2\\*",
        "PN, A\\*"
    })
    void takesAKeyWithoutValueOrOfAsterisksAsUniversal(Vr vr, String value) throws InvalidIdentifier {
        assertEquals(KeyMatch.UNIVERSAL, match(vr, value));
    }

    static Stream<Arguments> singleConditions() {
        int tag = Tag.StudyDescription;
        return Stream.of(
                Arguments.of(Vr.LO, "Head", new Condition.Exact(tag, "Head")),
                Arguments.of(Vr.LO, " Head ", new Condition.Exact(tag, "Head")),
                Arguments.of(Vr.LO, "He*d", new Condition.Wildcard(tag, "He*d")),
                Arguments.of(Vr.LO, "?ead", new Condition.Wildcard(tag, "?ead")),
                Arguments.of(Vr.CS, "CT", new Condition.Exact(tag, "CT")),
                Arguments.of(Vr.CS, "CT\\MR", new Condition.OneOf(tag, List.of("CT", "MR"))),
                Arguments.of(Vr.CS, "CT\\", new Condition.Exact(tag, "CT")),
                Arguments.of(Vr.ST, "a\\b", new Condition.Exact(tag, "a\\b")),
                Arguments.of(Vr.AE, "STORE*", new Condition.Wildcard(tag, "STORE*")),
                Arguments.of(
                        Vr.CS,
                        "C*\\MR",
                        new Condition.AnyOf(
                                tag, List.of(new Condition.Wildcard(tag, "C*"), new Condition.Exact(tag, "MR")))),
                Arguments.of(Vr.IS, "05", new Condition.Numbers(tag, List.of(new BigDecimal("5")))),
                Arguments.of(
                        Vr.IS, "5\\6", new Condition.Numbers(tag, List.of(new BigDecimal("5"), new BigDecimal("6")))),
                Arguments.of(Vr.IS, "five", new Condition.Exact(tag, "five")),
                Arguments.of(Vr.DS, "1.5", new Condition.Numbers(tag, List.of(new BigDecimal("1.5")))),
                Arguments.of(
                        Vr.PN,
                        "Yama*\\=Suzuki",
                        new Condition.AnyOf(
                                tag,
                                List.of(
                                        new Condition.Name(tag, NameGroup.ANY, "Yama*"),
                                        new Condition.Name(tag, NameGroup.IDEOGRAPHIC, "Suzuki")))),
                Arguments.of(Vr.UI, "1.2.3", new Condition.UidList(tag, List.of(new Uid("1.2.3")))),
                Arguments.of(
                        Vr.UI, "1.2.3\\1.2.4", new Condition.UidList(tag, List.of(new Uid("1.2.3"), new Uid("1.2.4")))),
                Arguments.of(Vr.DA, "20261122", new Condition.DateRange(tag, day(22), day(22))),
                Arguments.of(Vr.DA, "20261101-20261122", new Condition.DateRange(tag, day(1), day(22))),
                Arguments.of(Vr.DA, "20261101-", new Condition.DateRange(tag, day(1), null)),
                Arguments.of(Vr.DA, "-20261122", new Condition.DateRange(tag, null, day(22))),
                Arguments.of(
                        Vr.TM,
                        "1030",
                        new Condition.TimeRange(tag, LocalTime.parse("10:30"), LocalTime.parse("10:30:59.999999"))),
                Arguments.of(Vr.TM, "1030-", new Condition.TimeRange(tag, LocalTime.parse("10:30"), null)),
                Arguments.of(Vr.PN, "Yamada^Tarou", new Condition.Name(tag, NameGroup.ANY, "Yamada^Tarou")),
                Arguments.of(Vr.PN, "Yamada^Tarou^^^", new Condition.Name(tag, NameGroup.ANY, "Yamada^Tarou")),
                Arguments.of(Vr.PN, "Yama*", new Condition.Name(tag, NameGroup.ANY, "Yama*")),
                Arguments.of(Vr.PN, "=Yama*", new Condition.Name(tag, NameGroup.IDEOGRAPHIC, "Yama*")),
                Arguments.of(Vr.PN, "Yama*=", new Condition.Name(tag, NameGroup.ALPHABETIC, "Yama*")),
                Arguments.of(Vr.PN, "*=*=Yama*", new Condition.Name(tag, NameGroup.PHONETIC, "Yama*")));
    }

    @ParameterizedTest
    @MethodSource("singleConditions")
    void turnsAKeyIntoTheConditionItsRepresentationAsksFor(Vr vr, String value, Condition condition)
            throws InvalidIdentifier {
        assertEquals(KeyMatch.of(condition), match(vr, value));
    }

    /** Longer than anybody types, and than one statement to the database takes. */
    static Stream<Arguments> longLists() {
        int tag = Tag.StudyDescription;
        return Stream.of(
                longList(Vr.CS, "C%d", texts -> new Condition.OneOf(tag, texts)),
                longList(Vr.AS, "%03dD", texts -> new Condition.OneOf(tag, texts)),
                longList(Vr.LO, "*%d", texts -> anyOf(texts, text -> new Condition.Wildcard(tag, text))),
                longList(Vr.PN, "N%d", texts -> anyOf(texts, text -> new Condition.Name(tag, NameGroup.ANY, text))),
                longList(Vr.DT, "%04d", texts -> anyOf(texts, MatchingRulesTest::year)),
                longList(Vr.UI, "1.2.%d", texts -> new Condition.UidList(tag, all(texts, Uid::new))),
                longList(Vr.IS, "%d", texts -> new Condition.Numbers(tag, all(texts, BigDecimal::new))));
    }

    private static Arguments longList(Vr vr, String format, Function<List<String>, Condition> condition) {
        List<String> values =
                IntStream.rangeClosed(1400, 2000).mapToObj(format::formatted).toList();
        return Arguments.of(vr, String.join("\\", values), condition.apply(values));
    }

    private static Condition anyOf(List<String> texts, Function<String, Condition> condition) {
        return new Condition.AnyOf(Tag.StudyDescription, all(texts, condition));
    }

    private static <T> List<T> all(List<String> texts, Function<String, T> value) {
        return texts.stream().map(value).toList();
    }

    private static Condition year(String text) {
        DateTimeValue year = DateTimeValue.parse(text).orElseThrow();
        return new Condition.Moments(Tag.StudyDescription, year, year);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longLists")
    void takesEachValueOfAList(Vr vr, String values, Condition condition) throws InvalidIdentifier {
        assertEquals(KeyMatch.of(condition), match(vr, values));
    }

    @Test
    void comparesBinaryNumbers() throws InvalidIdentifier {
        Attributes identifier = new Attributes().put(Tag.StudyDescription, Vr.US, 512);
        assertEquals(
                KeyMatch.of(new Condition.Numbers(Tag.StudyDescription, List.of(new BigDecimal(512)))),
                MatchingRules.of(Tag.StudyDescription, Vr.US, identifier));
    }

    @Test
    void comparesFloatingPointNumbersAndTags() throws InvalidIdentifier {
        assertEquals(List.of(new BigDecimal("0.5")), numbers(Vr.FL, 0, 0, 0, 0x3F));
        assertEquals(List.of(new BigDecimal("2.5")), numbers(Vr.FD, 0, 0, 0, 0, 0, 0, 4, 0x40));
        assertEquals(List.of(new BigDecimal(0x0018_1063)), numbers(Vr.AT, 0x18, 0, 0x63, 0x10));
        byte[] noNumber = {0, 0, (byte) 0xC0, 0x7F};
        Attributes identifier = new Attributes().put(new Element.Bytes(Tag.StudyDescription, Vr.FL, noNumber));
        assertEquals(KeyMatch.UNSUPPORTED, MatchingRules.of(Tag.StudyDescription, Vr.FL, identifier));
    }

    private static List<BigDecimal> numbers(Vr vr, int... octets) throws InvalidIdentifier {
        byte[] value = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            value[i] = (byte) octets[i];
        }
        Attributes identifier = new Attributes().put(new Element.Bytes(Tag.StudyDescription, vr, value));
        KeyMatch match = MatchingRules.of(Tag.StudyDescription, vr, identifier);
        return ((Condition.Numbers) match.conditions().get(0)).numbers();
    }

    @Test
    void demandsEachGroupThatANameKeyGives() throws InvalidIdentifier {
        KeyMatch match = match(Vr.PN, "Yama*=Y?*=");
        assertEquals(
                List.of(
                        new Condition.Name(Tag.StudyDescription, NameGroup.ALPHABETIC, "Yama*"),
                        new Condition.Name(Tag.StudyDescription, NameGroup.IDEOGRAPHIC, "Y?*")),
                match.conditions());
    }

    @ParameterizedTest
    @CsvSource({"UN, x", "PN, A=B\\C", "PN, A=B=C=D", "OB, x"})
    void saysWhatItCannotMatch(Vr vr, String value) throws InvalidIdentifier {
        assertEquals(KeyMatch.UNSUPPORTED, match(vr, value));
    }

    @ParameterizedTest
    @CsvSource({
        "DA, 2026",
        "DA, 2026*",
        "DA, 20261122\\20261123",
        "DA, -",
        "DA, tomorrow",
        "TM, 2561",
        "TM, 10\\11",
        "DT, soon",
        "DT, 20261122\\soon",
        "UI, 1.2.*",
        "UI, 1.2\\x",
        "UI, ../etc"
    })
    void blamesAValueThatIsNoKeyOfItsRepresentation(Vr vr, String value) {
        InvalidIdentifier failure = assertThrows(InvalidIdentifier.class, () -> match(vr, value));
        assertEquals(0xC000, failure.status());
        assertEquals(Tag.StudyDescription, failure.offendingTag());
    }

    private static KeyMatch match(Vr vr, String value) throws InvalidIdentifier {
        Attributes identifier = new Attributes().put(Tag.StudyDescription, vr, value);
        return MatchingRules.of(Tag.StudyDescription, vr, identifier);
    }

    private static LocalDate day(int dayOfNovember) {
        return LocalDate.of(2026, 11, dayOfNovember);
    }
}
