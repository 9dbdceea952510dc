package dozo.core.association;

import dozo.core.pdu.AbortReason;
import dozo.core.pdu.PduException;
import java.io.IOException;

/** For an association that nobody uses any more: a message on it is out of place. */
final class UnservedMessages implements MessageHandler {

    @Override
    public void onMessage(Association association, MessageInput input) throws IOException {
        throw new PduException(AbortReason.SERVICE_USER, "a message came while nobody expected one");
    }

    @Override
    public boolean isBusy() {
        return false;
    }

    @Override
    public void onEnd(Association association) {
        // Nobody waits for anything.
    }
}
