package dozo.core.association;

import dozo.core.encoding.MovableInput;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.PduDecoder;
import dozo.core.pdu.PduException;
import dozo.core.pdu.PdvHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the P-DATA-TF PDUs of an association into messages: fragments of one presentation context, first those of the command set,
 * then those of the data set (PS3.8 Annex E). Holds no bytes of its own. Used on the reader thread only.
 */
final class FragmentInput implements MessageInput {

    private final Source source;
    private final Function<Integer, Optional<PresentationContext>> contexts;
    private FieldReader pdu = new FieldReader(new byte[0], 0, 0);
    private PdvHeader fragment = new PdvHeader(0, true, true, 0);
    private int left;
    private @Nullable PresentationContext context;

    /** Where P-DATA-TF bodies come from. */
    interface Source {
        /** The next body; empty when the association has ended. @param withinMessage whether it is already begun */
        Optional<FieldReader> next(boolean withinMessage);
    }

    FragmentInput(Source source, Function<Integer, Optional<PresentationContext>> contexts) {
        this.source = source;
        this.contexts = contexts;
    }

    /**
     * Waits for the next message.
     *
     * @return false when the association has ended
     * @throws PduException when what comes is not the beginning of a command set in an accepted context
     */
    boolean begin() throws PduException {
        if (!nextFragment(false)) {
            return false;
        }
        PresentationContext accepted = contexts.apply(fragment.contextId())
                .orElseThrow(() ->
                        new PduException(AbortReason.INVALID_PARAMETER, "data for a context that was not accepted"));
        context = accepted;
        requireKind(true, accepted);
        return true;
    }

    @Override
    public PresentationContext context() {
        if (context == null) {
            throw new IllegalStateException("no message has begun");
        }
        return context;
    }

    @Override
    public InputStream command() {
        return new Fragments(true);
    }

    @Override
    public InputStream dataSet() {
        return new Fragments(false);
    }

    private boolean nextFragment(boolean withinMessage) throws PduException {
        while (pdu.remaining() == 0) {
            Optional<FieldReader> body = source.next(withinMessage);
            if (body.isEmpty()) {
                return false;
            }
            pdu = body.get();
        }
        fragment = PduDecoder.pdvHeader(pdu);
        left = fragment.fragmentLength();
        return true;
    }

    private void requireKind(boolean command, PresentationContext accepted) throws PduException {
        if (fragment.command() != command || fragment.contextId() != accepted.id()) {
            throw new PduException(
                    AbortReason.INVALID_PARAMETER,
                    "a fragment of a " + (command ? "data" : "command") + " set or of another context came too early");
        }
    }

    /** The fragments of one kind up to and with the one marked last. */
    private final class Fragments extends InputStream implements MovableInput {

        private final boolean command;
        private boolean begun;
        private boolean ended;

        Fragments(boolean command) {
            this.command = command;
            this.begun = command;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int count = pdu.read(target, offset, Math.min(length, left));
            left -= count;
            return count;
        }

        @Override
        public long moveTo(OutputStream target, long length) throws IOException {
            if (length <= 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return pdu.moveTo(target, count);
        }

        @Override
        public long skip(long length) throws IOException {
            return Math.max(0, moveTo(OutputStream.nullOutputStream(), length));
        }

        private boolean hasMore() throws IOException {
            while (!ended && (!begun || left == 0)) {
                if (begun && fragment.last()) {
                    ended = true;
                } else {
                    next();
                }
            }
            return !ended;
        }

        private void next() throws IOException {
            if (!nextFragment(true)) {
                throw new AssociationLostException("the association ended within a message");
            }
            begun = true;
            requireKind(command, context());
        }
    }
}
