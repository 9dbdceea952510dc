package dozo.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.1", "7", "0.0", "1.2.03.4"})
    void takesDigitsAndSingleFullStops(String text) {
        assertEquals(text, new Uid(text).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1.", ".1", "1..2", "1.2.ABC", "../../etc", "1.2/3", "1.2.*", " 1.2", "1.2\0", "1.2\\3"
            })
    void refusesWhatCouldBeAPathOrAPattern(String text) {
        assertEquals(Optional.empty(), Uid.parse(text));
        assertThrows(IllegalArgumentException.class, () -> new Uid(text));
    }

    @Test
    void allowsSixtyFourCharactersAndNotOneMore() {
        String longest = "1." + "3".repeat(Uid.MAX_LENGTH - 2);
        assertTrue(Uid.isValid(longest));
        assertFalse(Uid.isValid(longest + "3"));
    }

    @Test
    void isNotValidWhenNull() {
        assertFalse(Uid.isValid(null));
    }
}
