package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.charset.PersonName.Group;
import org.junit.jupiter.api.Test;

class PersonNameTest {

    @Test
    void takesThreeWritingsApart() {
        PersonName name = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertEquals(new Group("Yamada", "Tarou", "", "", ""), name.alphabetic());
        assertEquals(new Group("山田", "太郎", "", "", ""), name.ideographic());
        assertEquals(new Group("やまだ", "たろう", "", "", ""), name.phonetic());
    }

    @Test
    void takesFiveComponentsApart() {
        assertEquals(
                new Group("Adams", "John", "Robert Quincy", "Rev.", "B.A. M.Div."),
                PersonName.parse("Adams^John^Robert Quincy^Rev.^B.A. M.Div.").alphabetic());
    }

    @Test
    void leavesOutComponentsAndGroupsThatNoWritingHas() {
        PersonName name = PersonName.parse("a^b^c^d^e^f^g^h=i=j=k=l");
        assertEquals(new Group("a", "b", "c", "d", "e"), name.alphabetic());
        assertEquals("a^b^c^d^e=i=j", name.toString());
    }

    @Test
    void removesSpacesAroundComponents() {
        assertEquals(
                new Group("Space", "Lead", "", "", ""),
                PersonName.parse(" Space ^ Lead  \0").alphabetic());
    }

    @Test
    void aWritingMayBeMissing() {
        PersonName name = PersonName.parse("=山田");
        assertTrue(name.alphabetic().isEmpty());
        assertEquals("=山田", name.toString());
        assertFalse(name.isEmpty());
        assertTrue(PersonName.parse("").isEmpty());
        assertTrue(PersonName.parse("^^=^=").isEmpty());
    }

    @Test
    void isWrittenWithoutDelimitersAtTheEnd() {
        assertEquals("Doe^^X=山", PersonName.parse("Doe^^X^^=山^=").toString());
    }
}
