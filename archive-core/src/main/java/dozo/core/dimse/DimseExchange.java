package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.association.AssociationLostException;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.encoding.Allowance;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.HeaderMemory;
import dozo.core.encoding.MemoryShortageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One request of the peer being performed. Closing gives back the memory that its data set took. */
final class DimseExchange implements Exchange, AutoCloseable {

    private static final int PIECE_BYTES = 4 << 10;

    private final DimseSession session;
    private final PresentationContext context;
    private final CommandSet request;
    private final HeaderMemory.Share memory;
    private InputStream dataSet;
    private volatile boolean cancelled;
    private volatile boolean answered;

    DimseExchange(DimseSession session, PresentationContext context, CommandSet request, InputStream dataSet) {
        this.session = session;
        this.context = context;
        this.request = request;
        this.memory = session.openMemory();
        this.dataSet = dataSet;
    }

    @Override
    public Association association() {
        return session.association();
    }

    @Override
    public PresentationContext context() {
        return context;
    }

    @Override
    public CommandSet request() {
        return request;
    }

    @Override
    public InputStream dataSet() {
        return dataSet;
    }

    /** From now on, reading the data set beyond the limit of identifiers fails with a {@link DecodingException}. */
    void limitDataSet() {
        dataSet = new LimitedInput(dataSet, session.limits().identifier());
    }

    /**
     * Reads the data set into memory, so that the association can go on.
     *
     * @throws DecodingException when it is too long
     * @throws MemoryShortageException when there was no room for it in time
     */
    void holdDataSet() throws IOException {
        List<InputStream> pieces = new ArrayList<>();
        byte[] piece;
        do {
            memory.charge(PIECE_BYTES);
            piece = dataSet.readNBytes(PIECE_BYTES);
            pieces.add(new ByteArrayInputStream(piece));
        } while (piece.length == PIECE_BYTES);
        dataSet = new SequenceInputStream(Collections.enumeration(pieces));
    }

    @Override
    public Attributes readIdentifier() throws IOException {
        return session.limits().read(dataSet, context.transferSyntax(), memory);
    }

    @Override
    public Allowance memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public boolean isCancelled() {
        return cancelled || session.hasEnded();
    }

    void cancel() {
        cancelled = true;
    }

    boolean isAnswered() {
        return answered;
    }

    @Override
    public void respond(CommandSet response) throws IOException {
        note(response);
        session.send(context, response);
    }

    @Override
    public void respond(CommandSet response, Attributes identifier) throws IOException {
        note(response);
        session.send(context, response, identifier);
    }

    @Override
    public void respondWithNext(CommandSet response, Attributes identifier) throws IOException {
        note(response);
        session.sendWithNext(context, response, identifier);
    }

    @Override
    public void flush() throws IOException {
        session.association().flush();
    }

    /** @throws IllegalStateException after the final response: a bug, which must not confuse the peer */
    private void note(CommandSet response) throws AssociationLostException {
        if (answered) {
            throw new IllegalStateException("the final response was given already");
        }
        if (session.hasEnded()) {
            throw new AssociationLostException("the association has ended");
        }
        if (!DimseStatus.isPending(response.status())) {
            answered = true;
            // Before it is sent: the peer may make its next request as soon as it has the answer.
            session.finished(this);
        }
    }

    @Override
    public DimseClient client() {
        return new DimseClient(session);
    }
}
