package dozo.admin.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void takesTheMiddleFigureAndTheRange() {
        assertEquals("233 (126-417)", Spread.of(List.of(417.0, 126.0, 233.0)).text(0));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertEquals(new Spread(2.5, 1, 4), Spread.of(List.of(4.0, 1.0, 3.0, 2.0)));
    }
}
