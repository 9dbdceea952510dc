package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.pdu.PduException;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of a command set are one, or a {@link PduException}; what is written reads as it was. */
class CommandSetFuzzTest {

    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");

    static Stream<byte[]> commands() {
        CommandSet store = CommandSet.request(CommandField.C_STORE, 7, CT, true);
        CommandSet move = CommandSet.request(CommandField.C_MOVE, 8, CT, true);
        return Stream.of(
                        store,
                        move,
                        CommandSet.cancel(8),
                        CommandSet.request(CommandField.N_ACTION, 9, CT, true),
                        store.response(DimseStatus.OUT_OF_RESOURCES).withErrorComment("no room"),
                        move.response(DimseStatus.SUCCESS).withSubOperations(new SubOperations(1, 2, 3, 4), true))
                .map(CommandCodec::encode);
    }

    @MethodSource("commands")
    @FuzzTest
    void readsWhatItWroteAndRefusesTheRest(byte[] bytes) {
        try {
            InputBudget.spend(() -> decode(bytes));
        } catch (PduException e) {
            // The association is aborted.
        }
    }

    /** Else what is lost in reading would be lost unnoticed. */
    @ParameterizedTest
    @MethodSource("commands")
    void readsItsSeedsWhole(byte[] bytes) throws PduException {
        assertArrayEquals(bytes, CommandCodec.encode(CommandCodec.decode(bytes)));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(commands(), this::readsWhatItWroteAndRefusesTheRest);
    }

    private static void decode(byte[] bytes) throws PduException {
        CommandSet command = CommandCodec.decode(bytes);
        use(command);
        use(command.response(DimseStatus.SUCCESS));
        byte[] written = CommandCodec.encode(command);
        CommandSet again = assertDoesNotThrow(() -> CommandCodec.decode(written));
        assertEquals(command.toString(), again.toString());
        assertArrayEquals(written, CommandCodec.encode(again));
    }

    /** Asks for everything that a provider asks for. */
    private static void use(CommandSet command) {
        command.field();
        command.hasDataSet();
        command.sopClassUid();
        command.sopInstanceUid();
        command.moveDestination().map(AeTitle::value);
        command.moveOriginator();
        command.errorComment();
        command.subOperations();
        command.actionTypeId();
        command.eventTypeId();
    }
}
