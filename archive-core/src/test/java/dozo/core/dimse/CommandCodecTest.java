package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.PduException;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCodecTest {

    /** C-ECHO-RQ as DCMTK 3.6.7 sends it (captured); PS3.7 section 9.3.5.1. */
    private static final String ECHO_RQ =
            """
            0000 0000 04000000 38000000
            0000 0200 12000000 312e322e3834302e31303030382e312e3100
            0000 0001 02000000 3000
            0000 1001 02000000 0100
            0000 0008 02000000 0101
            """;

    /** C-ECHO-RSP as DCMTK 3.6.7 sends it (captured); PS3.7 section 9.3.5.2. */
    private static final String ECHO_RSP =
            """
            0000 0000 04000000 42000000
            0000 0200 12000000 312e322e3834302e31303030382e312e3100
            0000 0001 02000000 3080
            0000 2001 02000000 0100
            0000 0008 02000000 0101
            0000 0009 02000000 0000
            """;

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    @Test
    void readsAndWritesARequestAsDcmtkDoes() throws PduException {
        CommandSet request = CommandCodec.decode(hex(ECHO_RQ));
        assertEquals(Optional.of(CommandField.C_ECHO), request.field());
        assertEquals(1, request.messageId());
        assertEquals(Optional.of(VERIFICATION), request.sopClassUid());
        assertFalse(request.isResponse());
        assertFalse(request.hasDataSet());
        assertArrayEquals(
                hex(ECHO_RQ), CommandCodec.encode(CommandSet.request(CommandField.C_ECHO, 1, VERIFICATION, false)));
    }

    @Test
    void readsAndWritesAResponseAsDcmtkDoes() throws PduException {
        CommandSet response = CommandCodec.decode(hex(ECHO_RSP));
        assertTrue(response.isResponse());
        assertEquals(1, response.messageIdBeingRespondedTo());
        assertEquals(DimseStatus.SUCCESS, response.status());
        CommandSet request = CommandCodec.decode(hex(ECHO_RQ));
        assertArrayEquals(hex(ECHO_RSP), CommandCodec.encode(request.response(DimseStatus.SUCCESS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000 0001 02000000 3000", // without Message ID and Command Data Set Type
                "0000 0001 02000000 3080 0000 2001 02000000 0100 0000 0008 02000000 0101", // response without status
                "0000 0001 ffffffff 3000", // length passes the end
                "0000 0001 02000000 30", // value cut short
                "0000 0001 0200", // header cut short
                "0800 0500 00000000", // of another group
                ""
            })
    void refusesWhatIsNoCommandSet(String encoded) {
        PduException refused = assertThrows(PduException.class, () -> CommandCodec.decode(hex(encoded)));
        assertEquals(AbortReason.SERVICE_USER, refused.reason());
    }

    @Test
    void damagedCommandSetsGiveACommandOrTheNamedExceptionAndNothingElse() {
        long seed = Long.getLong("dozo.test.seed", new Random().nextLong());
        System.out.println("seed of the mutations: -Ddozo.test.seed=" + seed);
        Random random = new Random(seed);
        byte[] golden = hex(ECHO_RSP);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(golden, golden.length - (random.nextBoolean() ? 0 : random.nextInt(40)));
            for (int i = random.nextInt(5); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                CommandCodec.decode(bytes).toString();
            } catch (PduException expected) {
                assertEquals(AbortReason.SERVICE_USER, expected.reason());
            } catch (RuntimeException e) {
                Assertions.fail("round " + round + " of seed " + seed, e);
            }
        }
    }

    @Test
    void carriesWhatAMoveAndItsSubOperationsSay() throws PduException {
        CommandSet move = CommandSet.request(CommandField.C_MOVE, 7, VERIFICATION, true)
                .withAeTitle(Tag.MoveDestination, new AeTitle("DEST"))
                .withNumber(Tag.Priority, Priority.HIGH.code());
        CommandSet read = CommandCodec.decode(CommandCodec.encode(move));
        assertEquals(Optional.of(new AeTitle("DEST")), read.moveDestination());
        assertEquals(Priority.HIGH, read.priority());
        assertTrue(read.hasDataSet());
        CommandSet pending = CommandCodec.decode(CommandCodec.encode(
                read.response(DimseStatus.PENDING).withSubOperations(new SubOperations(4, 3, 2, 1), true)));
        assertEquals(new SubOperations(4, 3, 2, 1), pending.subOperations());
        CommandSet last = read.response(DimseStatus.SUCCESS).withSubOperations(new SubOperations(4, 3, 2, 1), false);
        assertFalse(last.attributes().contains(Tag.NumberOfRemainingSuboperations));
    }

    @Test
    void answersARequestedClassWithAnAffectedOne() {
        Uid instance = new Uid("1.2.3");
        CommandSet action = CommandSet.request(CommandField.N_ACTION, 9, VERIFICATION, true)
                .withUid(Tag.RequestedSOPInstanceUID, instance)
                .withNumber(Tag.ActionTypeID, 1);
        assertTrue(action.attributes().contains(Tag.RequestedSOPClassUID));
        CommandSet response = action.response(DimseStatus.SUCCESS);
        assertEquals(Optional.of(VERIFICATION), response.attributes().uid(Tag.AffectedSOPClassUID));
        assertEquals(Optional.of(instance), response.attributes().uid(Tag.AffectedSOPInstanceUID));
        assertEquals(1, response.actionTypeId());
        assertFalse(response.attributes().contains(Tag.RequestedSOPClassUID));
    }

    @Test
    void cutsAnErrorCommentToWhatTheStandardAllows() {
        CommandSet response = CommandSet.request(CommandField.C_ECHO, 1, VERIFICATION, false)
                .response(DimseStatus.PROCESSING_FAILURE)
                .withErrorComment("x".repeat(100));
        assertEquals("x".repeat(64), response.errorComment());
    }
}
