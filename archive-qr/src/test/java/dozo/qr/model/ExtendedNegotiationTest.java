package dozo.qr.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.value.Uid;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedNegotiationTest {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "FIND, '',           ''",
        "FIND, 00,           00",
        "FIND, 01,           01",
        "FIND, 0101,         0101",
        "FIND, 010101,       010100",
        "FIND, 01010101,     01010000",
        "FIND, 010101010101, 010100000000",
        "FIND, 02,           00",
        "MOVE, 0101,         0100",
        "GET,  0101,         0100",
    })
    void grantsRelationalQueriesAndCombinedDateTimeOnly(String service, String requested, String granted) {
        byte[] answer = ExtendedNegotiation.answer(sopClass(service), HEX.parseHex(requested))
                .orElseThrow();
        assertArrayEquals(HEX.parseHex(granted), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "FIND, 0100, true, false",
        "FIND, 0001, false, true",
        "FIND, '', false, false",
        "MOVE, 0101, true, false"
    })
    void readsWhatWasGranted(String service, String granted, boolean relational, boolean combined) {
        assertEquals(
                new ExtendedNegotiation(relational, combined),
                ExtendedNegotiation.of(sopClass(service), HEX.parseHex(granted)));
    }

    @Test
    void hasNothingToSayAboutOtherClasses() {
        assertEquals(Optional.empty(), ExtendedNegotiation.answer(new Uid("1.2.840.10008.1.1"), new byte[] {1}));
    }

    private static Uid sopClass(String service) {
        return switch (service) {
            case "FIND" -> InformationModel.STUDY_ROOT.find();
            case "MOVE" -> InformationModel.STUDY_ROOT.move();
            default -> InformationModel.PATIENT_ROOT.get();
        };
    }
}
