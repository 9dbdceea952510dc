package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dictionary.UidDictionary;
import dozo.core.dictionary.UidEntry;
import dozo.core.dictionary.UidKind;
import dozo.core.value.Uid;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TransferSyntaxTest {

    @Test
    void knowsTheNativeOnesByTheirUid() {
        for (TransferSyntax syntax : DatasetTranscoderTest.NATIVE) {
            assertSame(syntax, TransferSyntax.of(new Uid(syntax.toString())));
            assertFalse(syntax.encapsulated());
        }
    }

    @Test
    void takesUnknownOnesForExplicitLittleEndianWithFragments() {
        TransferSyntax unknown = TransferSyntax.of(new Uid("1.2.840.99999.1"));
        assertTrue(unknown.explicitVr());
        assertTrue(unknown.encapsulated());
        assertFalse(unknown.deflated());
        assertEquals(ByteOrder.LITTLE_ENDIAN, unknown.byteOrder());
    }

    @Test
    void takesEveryRegisteredOneForDeflatedThatSaysSoAndIsNotOfFramesAlone() {
        for (UidEntry entry : UidDictionary.of(UidKind.TRANSFER_SYNTAX)) {
            boolean says = entry.name().contains("Deflate") && !entry.name().contains("Frame");
            assertEquals(says, TransferSyntax.of(entry.uid()).deflated(), entry.name());
        }
    }

    @Test
    void convertsNoneButTheNativeOnesIntoEachOther() {
        TransferSyntax jpip = TransferSyntax.of(new Uid("1.2.840.10008.1.2.4.95"));
        assertTrue(DatasetTranscoder.canConvert(jpip, jpip));
        assertFalse(DatasetTranscoder.canConvert(jpip, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }
}
