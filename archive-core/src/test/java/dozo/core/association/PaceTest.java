package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final Pace pace = new Pace(Duration.ofSeconds(60));

    @Test
    void aMessageOfOneByteEveryThreeSecondsIsTooSlowAfterARound() {
        for (int i = 1; i < 20; i++) {
            assertFalse(pace.isTooSlow(3 * SECOND, 1));
        }
        assertTrue(pace.isTooSlow(3 * SECOND, 1));
    }

    @Test
    void aSlowLineIsFastEnough() {
        for (int i = 0; i < 100; i++) {
            assertFalse(pace.isTooSlow(3 * SECOND, 1024));
        }
    }

    @Test
    void whatCameInAnEarlierRoundDoesNotExcuseALaterOne() {
        assertFalse(pace.isTooSlow(30 * SECOND, 1 << 20));
        assertFalse(pace.isTooSlow(30 * SECOND, 1));
        assertFalse(pace.isTooSlow(30 * SECOND, 1));
        assertTrue(pace.isTooSlow(30 * SECOND, 1));
    }

    @Test
    void oneLongWaitIsNoReasonAlone() {
        assertFalse(pace.isTooSlow(600 * SECOND, 1));
        assertTrue(pace.isTooSlow(600 * SECOND, 1));
    }

    @Test
    void eachMessageIsMeasuredForItself() {
        for (int i = 0; i < 100; i++) {
            assertFalse(pace.isTooSlow(30 * SECOND, 1));
            pace.begin();
        }
    }
}
