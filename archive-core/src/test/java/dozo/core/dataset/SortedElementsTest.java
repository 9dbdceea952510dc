package dozo.core.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedElementsTest {

    private static final long SEED = 20261122;

    private final SortedElements elements = new SortedElements();

    @Test
    void holdsNothingAtFirst() {
        assertEquals(0, elements.size());
        assertNull(elements.get(Tag.PatientID));
        elements.drop(Tag.PatientID);
        assertThrows(NoSuchElementException.class, elements.iterator()::next);
    }

    @Test
    void takesALaterElementForAnEarlierOneOfTheSameTag() {
        elements.put(element(Tag.PatientID));
        Element later = element(Tag.PatientID);
        elements.put(later);
        assertEquals(1, elements.size());
        assertSame(later, elements.get(Tag.PatientID));
    }

    @Test
    void letsNobodyElseRemoveAnElement() {
        elements.put(element(Tag.PatientID));
        Iterator<Element> all = elements.iterator();
        all.next();
        assertThrows(UnsupportedOperationException.class, all::remove);
    }

    /** Few tags, so that many come again; and more than are ever moved for one that is out of order. */
    @ParameterizedTest
    @ValueSource(ints = {8, 40, 4 * SortedElements.MOVED_MAX})
    void doesWhatATreeDoesInWhateverOrderTheyComeAndGo(int tags) {
        Random random = new Random(SEED);
        NavigableMap<Integer, Element> expected = new TreeMap<>(Integer::compareUnsigned);
        for (int i = 0; i < 4 * tags; i++) {
            int tag = random.nextInt(tags) * 0x00100001 << 4;
            if (random.nextInt(8) == 0) {
                elements.drop(tag);
                expected.remove(tag);
            } else {
                Element element = element(tag);
                elements.put(element);
                expected.put(tag, element);
            }
            assertSame(expected.get(tag), elements.get(tag));
            assertEquals(expected.size(), elements.size());
        }
        assertEquals(new ArrayList<>(expected.values()), List.copyOf(elements), "seed " + SEED);
    }

    /** INV-9: a peer may send a million elements from the last to the first, and must not have all moved for each. */
    @Test
    void takesAMillionElementsFromTheLastToTheFirst() {
        int count = 1_000_000;
        for (int tag = count; tag > 0; tag--) {
            elements.put(element(tag));
        }
        assertEquals(count, elements.size());
        assertEquals(1, elements.iterator().next().tag());
    }

    private static Element element(int tag) {
        return new Element.Bytes(tag, Vr.UN, new byte[0]);
    }
}
