package dozo.storage.index.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextPatternTest {

    @Test
    void escapesWhatTheDatabaseWouldTakeForAWildcard() {
        assertEquals(Predicate.of("c like ? escape '!'", "a!_b!%!!%_"), new TextPattern("a_b%!*?").on("c"));
        assertEquals(Predicate.of("c = ?", "a_b%"), new TextPattern("a_b%").on("c"));
    }

    @Test
    void matchesInJavaAsInTheDatabase() {
        assertTrue(new TextPattern("A?C*").matches("ABC.D(E"));
        assertTrue(new TextPattern("*").matches(""));
        assertFalse(new TextPattern("A.C").matches("ABC"));
        assertFalse(new TextPattern("A?").matches("A"));
    }

    @Test
    void findsTheTextAfterAllThatBeginAlike() {
        assertEquals(Optional.of("B"), TextPattern.after("A"));
        assertEquals(Optional.of("A\uE000"), TextPattern.after("A\uD7FF"));
        assertEquals(Optional.of("𠮸"), TextPattern.after("𠮷"));
        assertEquals(Optional.of("B"), TextPattern.after("A" + Character.toString(Character.MAX_CODE_POINT)));
        assertEquals(Optional.empty(), TextPattern.after(""));
    }

    @Test
    void fillsListsUpToAPowerOfTwo() {
        assertEquals(Predicate.of("c = ?", 1), Predicate.in("c", List.of(1)));
        assertEquals(Predicate.of("c in (?, ?)", 1, 2), Predicate.in("c", List.of(1, 2)));
        assertEquals(Predicate.of("c in (?, ?, ?, ?)", 1, 2, 3, 3), Predicate.in("c", List.of(1, 2, 3)));
    }
}
