package dozo.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

    @ParameterizedTest
    @CsvSource({
        "0, image, 0 images",
        "1, image, 1 image",
        "2, image, 2 images",
        "1, study, 1 study",
        "3, study, 3 studies",
        "1, series, 1 series",
        "4, series, 4 series",
        "1, commitment report, 1 commitment report",
        "5, commitment report, 5 commitment reports"
    })
    void saysOneOrManyOfIt(long number, String noun, String said) {
        assertEquals(said, Count.of(number, noun).toString());
    }
}
