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

    /** Whether operations are outstanding, so that silence of the peer is no idleness. Asked on any thread; must not block. */
    boolean isBusy();

    /** Called on any thread when this side has aborted: no answer is to be waited for any longer. May come more than once. */
    default void onAbort(Association association) {}

    /** Called once when no message comes any more, on the reader thread. */
    void onEnd(Association association);
}
