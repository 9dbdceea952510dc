package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.association.AssociationMdc;
import dozo.core.association.MessageHandler;
import dozo.core.association.MessageInput;
import dozo.core.association.MessageOutput;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.encoding.Allowance;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.HeaderMemory;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.PduException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DIMSE on one association (PS3.7 section 8): sorts what arrives into responses to our requests, cancels, and requests to perform;
 * writes what is sent. {@link #onMessage} runs on the reader thread; the rest is thread-safe.
 */
final class DimseSession implements MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DimseSession.class);

    /** Most answers to a query are no longer. */
    private static final int ANSWER_BYTES = 512;

    private final Association association;
    private final DimseLimits limits;
    private final HeaderMemory memory;
    private final RequestDispatcher dispatcher;
    private final PendingRequests pending;
    private final Map<Integer, DimseExchange> running = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** @param longServices performs long services; may refuse */
    DimseSession(Association association, DimseServices services, Executor longServices) {
        this.association = association;
        this.limits = services.limits();
        this.memory = services.memory();
        this.dispatcher = new RequestDispatcher(this, services, longServices);
        this.pending = new PendingRequests(association);
    }

    Association association() {
        return association;
    }

    PendingRequests pending() {
        return pending;
    }

    RequestDispatcher dispatcher() {
        return dispatcher;
    }

    DimseLimits limits() {
        return limits;
    }

    /** Room for the data set of one more request of this peer; nothing is taken yet. */
    HeaderMemory.Share openMemory() {
        return memory.open(association.remoteAddress().getAddress().getHostAddress());
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void onMessage(Association from, MessageInput input) throws IOException {
        CommandSet command =
                CommandCodec.decode(bounded(input.command(), limits.commandSet().toInt()));
        pending.noteReader();
        if (command.isResponse()) {
            onResponse(command, input);
        } else if (command.fieldCode() == CommandField.C_CANCEL.requestCode()) {
            Optional.ofNullable(running.get(command.messageIdBeingRespondedTo()))
                    .ifPresent(DimseExchange::cancel);
        } else {
            onRequest(command, input);
        }
    }

    private void onResponse(CommandSet command, MessageInput input) throws IOException {
        Optional<ResponseQueue> requester = pending.find(command.messageIdBeingRespondedTo());
        if (requester.isEmpty()) {
            LOG.warn("{} answers no request of ours: dropped", command);
            if (command.hasDataSet()) {
                skip(input.dataSet());
            }
            return;
        }
        pending.noteActivity();
        Optional<Attributes> dataSet = Optional.empty();
        if (command.hasDataSet()) {
            dataSet = Optional.of(readAnswer(input));
        }
        try {
            requester.get().put(new Response(command, dataSet));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PduException(AbortReason.SERVICE_USER, "interrupted");
        }
    }

    private Attributes readAnswer(MessageInput input) throws IOException {
        byte[] encoded = bounded(input.dataSet(), limits.identifier().toInt());
        try {
            return limits.read(
                    new ByteArrayInputStream(encoded), input.context().transferSyntax(), Allowance.UNSHARED);
        } catch (DecodingException e) {
            throw new PduException(AbortReason.SERVICE_USER, "the data set of a response cannot be read");
        }
    }

    private void onRequest(CommandSet command, MessageInput input) throws IOException {
        if (dispatcher.isSubOperation(command)) {
            pending.noteActivity();
        }
        InputStream dataSet = command.hasDataSet() ? input.dataSet() : InputStream.nullInputStream();
        AssociationMdc.putOperation(
                command.messageId(), command.field().map(CommandField::toString).orElse("unknown"));
        try {
            dispatcher.dispatch(input.context(), command, dataSet);
        } finally {
            AssociationMdc.clearOperation();
        }
    }

    @Override
    public boolean isBusy() {
        return !running.isEmpty() || !pending.isEmpty();
    }

    @Override
    public void onAbort(Association from) {
        pending.close();
    }

    @Override
    public void onEnd(Association from) {
        ended = true;
        pending.close();
    }

    /** Notes a long service as running; false when one with the same message ID is. Called on the reader thread only. */
    boolean started(DimseExchange exchange) {
        return running.putIfAbsent(exchange.request().messageId(), exchange) == null;
    }

    /** Whether the peer has as many long services outstanding as the window allows (PS3.7 section D.3.3.3). */
    boolean isWindowFull() {
        AsyncWindow window = association.window();
        int allowed = association.isRequestor() ? window.performed() : window.invoked();
        return allowed != 0 && running.size() >= allowed;
    }

    void finished(DimseExchange exchange) {
        running.remove(exchange.request().messageId(), exchange);
    }

    /** Sends a command set without data set. */
    void send(PresentationContext context, CommandSet command) throws IOException {
        try (MessageOutput message = association.beginMessage(context.id())) {
            message.command(CommandCodec.encode(command.withDataSet(false)));
            message.complete();
        }
    }

    /** Sends a command set and a data set. */
    void send(PresentationContext context, CommandSet command, Attributes dataSet) throws IOException {
        // Encoded before the first byte is sent: a data set that cannot be encoded must not break the association.
        byte[] encoded = DatasetWriter.toBytes(dataSet, context.transferSyntax());
        send(context, command, out -> out.write(encoded));
    }

    /** As the other, but may leave both to go with the next message, or with {@link Association#flush}. */
    void sendWithNext(PresentationContext context, CommandSet command, Attributes dataSet) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(ANSWER_BYTES);
        DatasetWriter.write(dataSet, context.transferSyntax(), encoded);
        send(context, command, encoded::writeTo, MessageOutput::completeWithNext);
    }

    /** Sends a command set and a data set that is written while it is sent. */
    void send(PresentationContext context, CommandSet command, DataSource dataSet) throws IOException {
        send(context, command, dataSet, MessageOutput::complete);
    }

    /** What is done with a message that has been written whole. */
    private interface Completion {
        void of(MessageOutput message) throws IOException;
    }

    private void send(PresentationContext context, CommandSet command, DataSource dataSet, Completion completion)
            throws IOException {
        try (MessageOutput message = association.beginMessage(context.id())) {
            message.command(CommandCodec.encode(command.withDataSet(true)));
            OutputStream out = message.dataSet();
            dataSet.writeTo(out);
            out.close();
            completion.of(message);
        }
    }

    /** Reads a stream whole, up to {@code limit} bytes. */
    static byte[] bounded(InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new PduException(AbortReason.SERVICE_USER, "a command set or identifier passes its limit in bytes");
        }
        return bytes;
    }

    static void skip(InputStream in) throws IOException {
        while (in.skip(Integer.MAX_VALUE) > 0) {
            // Skipping is by fragments; the stream knows its end.
        }
    }
}
