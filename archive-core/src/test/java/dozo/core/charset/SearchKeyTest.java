package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"ﾔﾏﾀﾞ", "ヤマダ", "やまだ", "やまた\u3099", "ヤマタ\u3099"})
    void spellingsOfOneKanaNameHaveOneKey(String name) {
        assertEquals("やまだ", SearchKey.fold(name));
    }

    @ParameterizedTest
    @CsvSource({
        "Yamada^Tarou, YAMADA^TAROU",
        "ＹＡＭＡＤＡ, YAMADA",
        "müller, MÜLLER",
        "Mu\u0308ller, MÜLLER",
        "コーヒー, こーひー",
        "ヵヶ, \u3095\u3096",
        "ヽヾ, ゝゞ",
        "①, 1"
    })
    void foldsWidthCompositionKanaAndCase(String text, String key) {
        assertEquals(key, SearchKey.fold(text));
    }

    /** Small iota and small upsilon with dialytika and tonos have no capitals of one character. */
    @ParameterizedTest
    @CsvSource({"\u0390, \u03AA\u0301", "\u03B0, \u03AB\u0301", "\u03AA\u0301, \u03AA\u0301"})
    void foldsLettersWhoseUpperCaseIsTakenApart(String text, String key) {
        assertEquals(key, SearchKey.fold(text));
    }

    @Test
    void fullWidthDelimitersAndWildcardsStayCharacters() {
        assertEquals("A＝B^C＾D", SearchKey.fold("a＝b^c＾d"));
        assertEquals("＊？＼", SearchKey.fold("＊？＼"));
        assertEquals("A＝", SearchKey.fold("a\u207C"), "a superscript equals sign");
        assertEquals("？？", SearchKey.fold("\u2047"), "a double question mark");
    }

    @Test
    void delimitersAndWildcardsOfPatternsStay() {
        assertEquals("やま*^た?う", SearchKey.fold("ヤマ*^ﾀ?ウ"));
        assertEquals("*", SearchKey.fold("*"));
        assertEquals("A\\B", SearchKey.fold("a\\b"));
    }

    @Test
    void spacesAroundComponentsAndDelimitersAtTheEndDoNotCount() {
        assertEquals("DOE^JOHN", SearchKey.fold(" Doe ^John ^^=^="));
        assertEquals("DOE^JOHN=山", SearchKey.fold("Doe^John^^=山^"));
        assertEquals("=山", SearchKey.fold("=山"));
        assertEquals("山 田", SearchKey.fold("山\u3000田\u3000"));
        assertEquals("", SearchKey.fold(""));
    }

    @Test
    void eachGroupHasItsKey() {
        assertEquals(List.of("YAMADA^TAROU", "山田^太郎", "やまだ^たろう"), SearchKey.foldGroups("Yamada^Tarou=山田^太郎=ヤマダ^タロウ"));
        assertEquals(List.of("DOE", "", ""), SearchKey.foldGroups("Doe"));
        assertEquals(List.of("A", "B", "C"), SearchKey.foldGroups("a=b=c=d=e"));
    }
}
