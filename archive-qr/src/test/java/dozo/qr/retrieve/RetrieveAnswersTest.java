package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dimse.SubOperations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrieveAnswersTest {

    @ParameterizedTest
    @CsvSource({
        // remaining, completed, failed, warning, cancelled, status
        "0, 0, 0, 0, false, 0000",
        "0, 3, 0, 0, false, 0000",
        "0, 2, 1, 0, false, B000",
        "0, 2, 0, 1, false, B000",
        "0, 0, 0, 3, false, B000",
        "0, 0, 2, 1, false, B000",
        "0, 0, 3, 0, false, A702",
        "2, 1, 0, 0, true,  FE00",
        "0, 3, 0, 0, true,  FE00",
    })
    void endsWithTheStatusOfItsCounts(
            int remaining, int completed, int failed, int warning, boolean cancelled, String status) {
        assertEquals(
                Integer.parseInt(status, 16),
                RetrieveAnswers.status(new SubOperations(remaining, completed, failed, warning), cancelled));
    }
}
