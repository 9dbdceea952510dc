package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureStatusTest {

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyCodeHasAFailureStatusForEveryService(FailureCode code) {
        for (CommandField service : CommandField.values()) {
            int status = FailureStatus.of(code, service);
            assertFalse(DimseStatus.isDone(status), code + " for " + service);
            assertFalse(DimseStatus.isPending(status), code + " for " + service);
            assertEquals(status & 0xFFFF, status);
        }
        int general = FailureStatus.of(code, CommandField.N_ACTION);
        assertTrue(general >= 0x0100 && general < 0x0400, "N services know only the general statuses");
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyCommentFitsCarriesTheNumberAndSaysSomething(FailureCode code) {
        String comment = FailureStatus.comment(code);
        assertTrue(comment.length() <= CommandSet.MAX_ERROR_COMMENT, comment);
        assertTrue(comment.matches("DOZO-" + code.number() + " [A-Z][A-Za-z, ]{9,}"), comment);
    }

    @Test
    void aFullVolumeIsA700ForAStoreAndALimitationForAnAction() {
        assertEquals(0xA700, FailureStatus.of(FailureCode.VOLUME_FULL, CommandField.C_STORE));
        assertEquals(0xA702, FailureStatus.of(FailureCode.VOLUME_FULL, CommandField.C_GET));
        assertEquals(0x0213, FailureStatus.of(FailureCode.VOLUME_FULL, CommandField.N_ACTION));
        assertEquals(0x0110, FailureStatus.of(FailureCode.INTERNAL, CommandField.N_ACTION));
    }
}
