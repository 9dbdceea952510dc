package dozo.admin.modelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void leavesOnlyWhatTheFailureNeeds() {
        List<Integer> shortest = Shrinking.shrink(HUNDRED, steps -> steps.containsAll(List.of(3, 61, 62)), 1000);
        assertEquals(List.of(3, 61, 62), shortest);
    }

    @Test
    void leavesTheSequenceWhereEveryStepIsNeeded() {
        List<Integer> all = HUNDRED.subList(0, 8);
        assertEquals(all, Shrinking.shrink(all, steps -> steps.size() == 8, 1000));
    }

    @Test
    void givesUpAfterSoManyTries() {
        int[] runs = new int[1];
        Shrinking.shrink(
                HUNDRED,
                steps -> {
                    runs[0]++;
                    return false;
                },
                10);
        assertTrue(runs[0] <= 10);
    }
}
