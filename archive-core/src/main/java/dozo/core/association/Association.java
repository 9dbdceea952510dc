package dozo.core.association;

import dozo.core.association.AssociationEnd.Kind;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.Octets;
import dozo.core.pdu.PduException;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.UserIdentityResponse;
import dozo.core.thread.OutOfThreadsException;
import dozo.core.thread.PoolThreads;
import dozo.core.value.AeTitle;
import dozo.core.value.Count;
import dozo.core.value.Uid;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An established association (PS3.8): what was negotiated, messages in and out, and the ways to end it. Thread-safe. Closing releases
 * it. One reader thread takes what arrives; {@link #attach} starts it on the requestor's side.
 */
public final class Association implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Association.class);

    /** Each reads what comes on one association that we requested. */
    private static final PoolThreads READERS = new PoolThreads("dozo-assoc-");

    private final String id;
    private final UpperLayer upperLayer;
    private final Negotiated negotiated;
    private final AssociationSettings settings;
    private final Pace pace;
    private final InetSocketAddress remoteAddress;
    private final long beganNanos = System.nanoTime();
    private final ReentrantLock messages = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong messagesReceived = new AtomicLong();
    private final AtomicLong messagesSent = new AtomicLong();
    private final MessageOutput.Line line = new Line();
    private @Nullable PduBatch batch;
    private @Nullable MessageHandler handler;

    Association(String id, UpperLayer upperLayer, Negotiated negotiated, AssociationSettings settings) {
        this.id = id;
        this.upperLayer = upperLayer;
        this.negotiated = negotiated;
        this.settings = settings;
        this.pace = new Pace(settings.timeOuts().request());
        this.remoteAddress = upperLayer.transport().remoteAddress();
    }

    /** Unique in this process, short, for logs. */
    public String id() {
        return id;
    }

    /** Whether this side asked for the association. */
    public boolean isRequestor() {
        return upperLayer.isRequestor();
    }

    public AeTitle callingAeTitle() {
        return negotiated.calling();
    }

    public AeTitle calledAeTitle() {
        return negotiated.called();
    }

    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** The accepted presentation contexts in order of their IDs. */
    public List<PresentationContext> contexts() {
        return List.copyOf(negotiated.contexts().values());
    }

    /** The accepted context of this ID. */
    public Optional<PresentationContext> context(int contextId) {
        return Optional.ofNullable(negotiated.contexts().get(contextId));
    }

    /** The accepted contexts for this abstract syntax in order of their IDs. */
    public List<PresentationContext> contextsFor(Uid abstractSyntax) {
        return negotiated.contexts().values().stream()
                .filter(context -> context.abstractSyntax().equals(abstractSyntax))
                .toList();
    }

    /** The first accepted context for this abstract syntax. */
    public Optional<PresentationContext> contextFor(Uid abstractSyntax) {
        return contextsFor(abstractSyntax).stream().findFirst();
    }

    /** SOP class extended negotiation as accepted: the acceptor's answer; empty when there was none. */
    public Optional<Octets> negotiatedExtended(Uid sopClass) {
        return Optional.ofNullable(negotiated.extended().get(sopClass));
    }

    /**
     * The acceptor's positive response to the requestor's user identity. Empty when none was asked for, and also when the
     * acceptor knows nothing of user identities: who asked for one decides whether to go on without (PS3.7 section D.3.3.7).
     */
    public Optional<UserIdentityResponse> userIdentityResponse() {
        return negotiated.userIdentityResponse();
    }

    /** The negotiated window, from the requestor's side. */
    public AsyncWindow window() {
        return negotiated.window();
    }

    public AssociationSettings settings() {
        return settings;
    }

    /** Whether data can be exchanged: established and neither released, aborted nor lost. */
    public boolean isOpen() {
        // Who fails to write knows of the loss before the reader, whose events the state follows.
        return upperLayer.state() == State.STA6 && end().isEmpty();
    }

    /** How the association ended, if it has. */
    public Optional<AssociationEnd> end() {
        return upperLayer.end();
    }

    /**
     * Gives the association its handler of messages, and on the requestor's side the thread that reads them, unless it has one.
     *
     * @return the handler it has from now on
     */
    public synchronized MessageHandler attach(Function<Association, MessageHandler> handlers) {
        if (handler != null) {
            return handler;
        }
        MessageHandler made = handlers.apply(this);
        handler = made;
        if (isRequestor()) {
            try {
                READERS.newThread(() -> read(made)).start();
            } catch (OutOfThreadsException e) {
                abort("there is no thread to read what comes on it");
            }
        }
        return made;
    }

    /** Begins a message in an accepted context; waits while another is being written. The caller closes it. */
    public MessageOutput beginMessage(int contextId) {
        messages.lock();
        if (batch == null) {
            batch = new PduBatch(sendLength());
        }
        return new MessageOutput(line, batch, contextId);
    }

    /** Sends the messages that were left to go with a next one. @throws AssociationLostException when the association is lost */
    public void flush() throws IOException {
        messages.lock();
        try {
            if (batch != null && batch.length() > 0) {
                line.send(batch.pieces());
                batch.clear();
            }
        } finally {
            messages.unlock();
        }
    }

    private int sendLength() {
        long own = settings.maxPduSent().bytes();
        long peer = negotiated.peerMaxLength();
        return (int) (peer == 0 ? own : Math.min(own, peer));
    }

    /** Takes the messages that are sent, one at a time. */
    private final class Line implements MessageOutput.Line {

        @Override
        public void send(ByteBuffer... pdus) throws IOException {
            upperLayer.raise(Event.DATA_REQUESTED, pdus);
        }

        @Override
        public void end(boolean broken) {
            messages.unlock();
            messagesSent.incrementAndGet();
            if (broken) {
                upperLayer.abort(Kind.ABORTED, "a message could not be completed");
            }
        }
    }

    /** Releases in order and waits for the peer's answer; aborts when it does not come in time. Nothing when already ended. */
    public void release() {
        attach(association -> new UnservedMessages());
        try {
            upperLayer.raise(Event.RELEASE_REQUESTED, new ReleaseRequest());
        } catch (AssociationLostException e) {
            LOG.debug("nothing to release: {}", e.getMessage());
            return;
        }
        if (!awaitEnd(settings.timeOuts().release())) {
            upperLayer.abort(Kind.TIMED_OUT, "the release was not answered in time");
        }
    }

    /** Aborts as service user, without waiting. Nothing when already ended. */
    public void abort() {
        abort("asked for by the application");
    }

    /** Aborts as service user for this reason, which is for logs only. */
    public void abort(String why) {
        upperLayer.abort(Kind.ABORTED, why);
        waitNoLonger();
    }

    /** Aborts since the peer let a time-out pass. */
    public void abortTimedOut(String why) {
        upperLayer.abort(Kind.TIMED_OUT, why);
        waitNoLonger();
    }

    /** The transport may take until ARTIM to close, since a peer that hangs does not read the abort; nothing comes from it. */
    private synchronized void waitNoLonger() {
        if (handler == null) {
            upperLayer.transport().close();
            ended.countDown();
        } else {
            handler.onAbort(this);
        }
    }

    /** Ends at once, without a word to the peer. */
    void closeTransport() {
        upperLayer.transport().close();
    }

    /** Waits until the association has ended; false when {@code limit} has passed before. */
    boolean awaitEnd(Duration limit) {
        try {
            return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@link #release}. */
    @Override
    public void close() {
        release();
    }

    /** Gives messages to the handler it has until the association has ended; the body of the reader thread. */
    void read(MessageHandler attached) {
        AssociationMdc.putConnection(id, remoteAddress.getAddress().getHostAddress());
        AssociationMdc.putTitles(callingAeTitle().value(), calledAeTitle().value());
        try {
            takeMessages(attached);
        } finally {
            upperLayer.transport().close();
            ended.countDown();
            attached.onEnd(this);
            logEnd();
            AssociationMdc.clear();
        }
    }

    private void takeMessages(MessageHandler attached) {
        FragmentInput input = new FragmentInput(withinMessage -> nextData(attached, withinMessage), this::context);
        try {
            while (input.begin()) {
                messagesReceived.incrementAndGet();
                attached.onMessage(this, input);
            }
        } catch (PduException e) {
            upperLayer.violated(e);
        } catch (AssociationLostException e) {
            LOG.debug("a message could not be finished: {}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("a message could not be handled; the association is aborted", e);
            upperLayer.abort(Kind.ABORTED, "internal failure");
        }
        drain(attached);
    }

    /** After the last message: waits for the end that is under way. */
    private void drain(MessageHandler attached) {
        upperLayer.abort(Kind.ABORTED, "no longer read");
        while (nextData(attached, true).isPresent()) {
            LOG.trace("data after the end dropped");
        }
    }

    private Optional<FieldReader> nextData(MessageHandler attached, boolean withinMessage) {
        TimeOuts timeOuts = settings.timeOuts();
        Duration first = withinMessage ? timeOuts.request() : timeOuts.idle();
        long began = System.nanoTime();
        Optional<FieldReader> data = upperLayer
                .receive(first, timeOuts.request(), () -> !withinMessage && attached.isBusy())
                .map(UpperLayer.Indication::data);
        if (!withinMessage) {
            pace.begin();
        } else if (data.isPresent()
                && pace.isTooSlow(System.nanoTime() - began, data.get().remaining())) {
            upperLayer.abort(Kind.TIMED_OUT, "the rest of a message comes too slowly");
        }
        return data;
    }

    private void logEnd() {
        LOG.info(
                "association ended: {}, {} in, {} out, {} in, {} out, {} ms",
                upperLayer.end().map(AssociationEnd::toString).orElse("unknown"),
                Count.of(messagesReceived.get(), "message"),
                messagesSent,
                Count.of(upperLayer.transport().bytesReceived(), "byte"),
                upperLayer.transport().bytesSent(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
    }
}
