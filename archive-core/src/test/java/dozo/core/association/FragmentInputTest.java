package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.MovableInput;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.PduException;
import dozo.core.pdu.Pdv;
import dozo.core.testing.Instances;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fragments make a message (PS3.8 Annex E): those of one context, the command set's first. */
class FragmentInputTest {

    private static final int OURS = 1;
    private static final int OTHER = 3;

    private final Deque<FieldReader> bodies = new ArrayDeque<>();
    private final FragmentInput input = new FragmentInput(
            withinMessage -> Optional.ofNullable(bodies.poll()),
            id -> id == OURS || id == OTHER
                    ? Optional.of(new PresentationContext(
                            id, Instances.CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, false, true))
                    : Optional.empty());

    /** A P-DATA-TF body with one item: length, context, message control header, fragment. */
    private FragmentInputTest arrives(int contextId, boolean command, boolean last, int... fragment) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 0, 0, (byte) (fragment.length + 2)});
        body.write(contextId);
        body.write(Pdv.controlHeader(command, last));
        for (int b : fragment) {
            body.write(b);
        }
        bodies.add(new FieldReader(body.toByteArray(), 0, body.size()));
        return this;
    }

    @Test
    void joinsTheFragmentsOfAMessageAndGoesOnWithTheNext() throws Exception {
        arrives(OURS, true, false, 1, 2).arrives(OURS, true, true, 3);
        arrives(OURS, false, false, 4).arrives(OURS, false, true);
        arrives(OTHER, true, true, 5);
        assertTrue(input.begin());
        assertArrayEquals(new byte[] {1, 2, 3}, input.command().readAllBytes());
        assertArrayEquals(new byte[] {4}, input.dataSet().readAllBytes());
        assertTrue(input.begin());
        assertEquals(OTHER, input.context().id());
        assertArrayEquals(new byte[] {5}, input.command().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void movesWhatNobodyLooksAtStraightOn(int atATime) throws Exception {
        arrives(OURS, true, true, 1);
        arrives(OURS, false, false, 2, 3, 4).arrives(OURS, false, false).arrives(OURS, false, true, 5, 6);
        assertTrue(input.begin());
        input.command().readAllBytes();
        InputStream dataSet = input.dataSet();
        assertEquals(2, dataSet.read());
        ByteArrayOutputStream moved = new ByteArrayOutputStream();
        while (((MovableInput) dataSet).moveTo(moved, atATime) >= 0) {
            assertEquals(0, ((MovableInput) dataSet).moveTo(moved, 0));
        }
        assertArrayEquals(new byte[] {3, 4, 5, 6}, moved.toByteArray());
        assertEquals(-1, dataSet.read());
    }

    /** Whoever took it would store an image under the transfer syntax of another context. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void refusesADataFragmentOfAnotherContextThanThatOfItsCommand(int before) throws Exception {
        arrives(OURS, true, true, 1);
        for (int i = 0; i < before; i++) {
            arrives(OURS, false, false, 2);
        }
        arrives(OTHER, false, true, 3);
        assertTrue(input.begin());
        input.command().readAllBytes();
        assertRefused(() -> input.dataSet().readAllBytes());
    }

    @Test
    void refusesACommandFragmentOfAnotherContext() throws Exception {
        arrives(OURS, true, false, 1).arrives(OTHER, true, true, 2);
        assertTrue(input.begin());
        assertRefused(() -> input.command().readAllBytes());
    }

    @Test
    void refusesDataBeforeItsCommand() {
        arrives(OURS, false, true, 1);
        assertRefused(input::begin);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesACommandWithinData(boolean last) throws Exception {
        arrives(OURS, true, true, 1).arrives(OURS, false, false, 2).arrives(OURS, true, last, 3);
        assertTrue(input.begin());
        input.command().readAllBytes();
        assertRefused(() -> input.dataSet().readAllBytes());
    }

    @Test
    void refusesAContextThatWasNotAccepted() {
        arrives(5, true, true, 1);
        assertRefused(input::begin);
    }

    private static void assertRefused(Executable reading) {
        assertEquals(
                AbortReason.INVALID_PARAMETER,
                assertThrows(PduException.class, reading).reason());
    }
}
