package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.association.AssociationLostException;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import java.io.IOException;
import java.io.InputStream;

/** One request of the peer being performed. */
final class DimseExchange implements Exchange {

    private final DimseSession session;
    private final PresentationContext context;
    private final CommandSet request;
    private InputStream dataSet;
    private volatile boolean cancelled;
    private volatile boolean answered;

    DimseExchange(DimseSession session, PresentationContext context, CommandSet request, InputStream dataSet) {
        this.session = session;
        this.context = context;
        this.request = request;
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

    void replaceDataSet(InputStream replacement) {
        dataSet = replacement;
    }

    @Override
    public Attributes readIdentifier() throws IOException {
        byte[] encoded =
                DimseSession.bounded(dataSet, session.limits().identifier().toInt());
        return session.limits().read(encoded, context.transferSyntax());
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
