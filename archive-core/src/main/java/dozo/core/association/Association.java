package dozo.core.association;

import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.Octets;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** An association (PS3.8): negotiated contexts, and the ways to end it. Thread-safe. Closing releases it. */
public final class Association implements AutoCloseable {

    /** Unique in this process, short, for logs. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** Whether this side asked for the association. */
    public boolean isRequestor() {
        throw new UnsupportedOperationException();
    }

    public AeTitle callingAeTitle() {
        throw new UnsupportedOperationException();
    }

    public AeTitle calledAeTitle() {
        throw new UnsupportedOperationException();
    }

    public InetSocketAddress remoteAddress() {
        throw new UnsupportedOperationException();
    }

    /** The accepted presentation contexts in order of their IDs. */
    public List<PresentationContext> contexts() {
        throw new UnsupportedOperationException();
    }

    /** The accepted context of this ID. */
    public Optional<PresentationContext> context(int id) {
        throw new UnsupportedOperationException();
    }

    /** The accepted contexts for this abstract syntax in order of their IDs. */
    public List<PresentationContext> contextsFor(Uid abstractSyntax) {
        throw new UnsupportedOperationException();
    }

    /** The first accepted context for this abstract syntax. */
    public Optional<PresentationContext> contextFor(Uid abstractSyntax) {
        return contextsFor(abstractSyntax).stream().findFirst();
    }

    /** SOP class extended negotiation as accepted: the acceptor's answer; empty when there was none. */
    public Optional<Octets> negotiatedExtended(Uid sopClass) {
        throw new UnsupportedOperationException();
    }

    /** The negotiated window, from the requestor's side. */
    public AsyncWindow window() {
        throw new UnsupportedOperationException();
    }

    public AssociationSettings settings() {
        throw new UnsupportedOperationException();
    }

    /** Whether data can be exchanged: established and neither released, aborted nor lost. */
    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    /** Releases in order and waits for the peer's answer; aborts when it does not come in time. Nothing when already ended. */
    public void release() {
        throw new UnsupportedOperationException();
    }

    /** Aborts as service user, without waiting. Nothing when already ended. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /** {@link #release}. */
    @Override
    public void close() {
        release();
    }
}
