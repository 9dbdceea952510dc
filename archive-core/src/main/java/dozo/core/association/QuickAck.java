package dozo.core.association;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * Asks the system to acknowledge at once what a peer sends, where it can (Linux). Many modalities leave Nagle's algorithm on: each
 * PDU would wait for the 40 ms of a delayed acknowledgement. The kernel falls back by itself, so this is repeated for each PDU.
 */
final class QuickAck {

    private final Socket socket;
    private boolean supported;

    QuickAck(Socket socket) {
        this.socket = socket;
        this.supported = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    /** Never fails: without it data comes more slowly, no less surely. */
    void rearm() {
        if (!supported) {
            return;
        }
        try {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        } catch (IOException | UnsupportedOperationException e) {
            supported = false;
        }
    }
}
