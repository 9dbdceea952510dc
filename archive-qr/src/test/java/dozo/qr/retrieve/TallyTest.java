package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dimse.SubOperations;
import dozo.core.value.Uid;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void addsUpToTheSelectionAfterEachOutcome() {
        Tally tally = new Tally(3);
        assertEquals(new SubOperations(3, 0, 0, 0), tally.counts());
        tally.completed();
        assertEquals(new SubOperations(2, 1, 0, 0), tally.counts());
        tally.failed(new Uid("1.2"));
        assertEquals(new SubOperations(1, 1, 1, 0), tally.counts());
        tally.warned();
        assertEquals(new SubOperations(0, 1, 1, 1), tally.counts());
        assertEquals(List.of(new Uid("1.2")), tally.failedInstances());
    }

    @Test
    void refusesToCountAnInstanceTwice() {
        Tally tally = new Tally(1);
        tally.completed();
        assertThrows(IllegalStateException.class, () -> tally.failed(new Uid("1.2")));
        assertEquals(new SubOperations(0, 1, 0, 0), tally.counts());
    }

    @Test
    void listsNoMoreFailuresThanAnExplicitUidElementCanHold() {
        int failures = 5_000;
        Tally tally = new Tally(failures);
        for (int i = 0; i < failures; i++) {
            tally.failed(new Uid("1.2.840.113619.2.55.3.2831164350.781.1234567890." + (100_000 + i)));
        }
        String list = String.join(
                "\\", tally.failedInstances().stream().map(Uid::value).toList());
        assertTrue(list.length() <= Tally.MAX_FAILED_LIST_BYTES, () -> list.length() + " bytes");
        assertTrue(list.length() > Tally.MAX_FAILED_LIST_BYTES - 70, () -> list.length() + " bytes");
        assertEquals(failures, tally.counts().failed());
    }
}
