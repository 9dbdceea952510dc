package dozo.core.association;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A handler for tests of the upper layer: keeps each message's command and, when told so, data set bytes. */
final class RecordingHandler implements MessageHandler {

    /** A message as it came. */
    record Message(int contextId, byte[] command, byte[] dataSet) {}

    private final boolean dataSets;
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<Association> ended = new CopyOnWriteArrayList<>();
    final List<Association> associations = new CopyOnWriteArrayList<>();
    volatile boolean busy;

    /** @param dataSets whether a data set follows each command set */
    RecordingHandler(boolean dataSets) {
        this.dataSets = dataSets;
    }

    RecordingHandler on(Association association) {
        associations.add(association);
        return this;
    }

    @Override
    public void onMessage(Association association, MessageInput input) throws IOException {
        byte[] command = input.command().readAllBytes();
        byte[] dataSet = dataSets ? input.dataSet().readAllBytes() : new byte[0];
        messages.add(new Message(input.context().id(), command, dataSet));
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public void onEnd(Association association) {
        ended.add(association);
    }
}
