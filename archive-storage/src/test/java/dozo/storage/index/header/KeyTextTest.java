package dozo.storage.index.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class KeyTextTest {

    @Test
    void leavesOrdinaryTextAsItIs() {
        String text = "山田^太郎";
        assertSame(text, KeyText.of(text));
        assertEquals("𠮷田", KeyText.of("𠮷田"));
    }

    @Test
    void leavesOutWhatDatabasesRefuse() {
        assertEquals("AB\uFFFD", KeyText.of("A\0B\uD800"));
    }

    @Test
    void tellsLongTextsApartThatBeginAlike() {
        String begin = "x".repeat(KeyText.MAX_LENGTH);
        assertSame(begin, KeyText.of(begin));
        assertNotEquals(KeyText.of(begin + "1"), KeyText.of(begin + "2"));
        assertEquals(KeyText.MAX_LENGTH, KeyText.of(begin + "1").length());
    }
}
