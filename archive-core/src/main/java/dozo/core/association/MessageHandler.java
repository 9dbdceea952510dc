package dozo.core.association;

import java.io.IOException;

/** Takes the messages of one association on its reader thread. */
public interface MessageHandler {

    /**
     * Called when a message has begun: {@code input} stands at its first presentation data value. Must read the whole message.
     *
     * @throws IOException when the association is lost or the message breaks the protocol
     */
    void onMessage(Association association, MessageInput input) throws IOException;

    /** Whether operations are outstanding, so that silence of the peer is no idleness. */
    boolean isBusy();

    /** Called once when no message comes any more, on the reader thread. */
    void onEnd(Association association);
}
