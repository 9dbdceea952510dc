package dozo.admin.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void alignsKanjiAndHalfWidthKatakanaWithLatin() {
        Table table = new Table().text("Name").number("Images").text("UID");
        table.row("山田^太郎", 12, "1.2").row("ﾔﾏﾀﾞ^ﾀﾛｳ", 3, "1.3").row("Smith^J", 4000, "1.4");
        assertEquals(
                List.of(
                        "Name       Images  UID",
                        "---------  ------  ---",
                        "山田^太郎      12  1.2",
                        "ﾔﾏﾀﾞ^ﾀﾛｳ        3  1.3",
                        "Smith^J      4000  1.4"),
                table.lines());
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "山田, 4", "ﾔﾏ, 2", "ヤマ, 4", "か\u3099, 2", "Ａ, 2", "é, 1", "e\u0301, 1", "한, 2", "𠮷, 2"})
    void countsTheColumnsOfATerminal(String text, int columns) {
        assertEquals(columns, DisplayWidth.of(text));
    }

    @Test
    void cutsWideTextWithinItsColumns() {
        assertEquals("山…", DisplayWidth.fit("山田太郎", 4));
        assertEquals("山田太郎", DisplayWidth.fit("山田太郎", 8));
    }

    @Test
    void doesNotLetACellDriveTheTerminal() {
        String lines =
                String.join("\n", new Table().text("A").row("x\u001b[2Jy\r").lines());
        assertTrue(lines.contains("x\uFFFD[2Jy\uFFFD"), lines);
    }

    @Test
    void wantsOneCellPerColumn() {
        assertThrows(IllegalArgumentException.class, () -> new Table().text("A").row("x", "y"));
    }
}
