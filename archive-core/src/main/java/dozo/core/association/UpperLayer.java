package dozo.core.association;

import dozo.core.association.AssociationEnd.Kind;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.Pdu;
import dozo.core.pdu.PduDecoder;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduException;
import dozo.core.pdu.PduLimits;
import dozo.core.pdu.PduReader;
import dozo.core.pdu.PduReader.RawPdu;
import dozo.core.pdu.PduType;
import dozo.core.pdu.ReleaseResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives the protocol machine of one association (PS3.8 section 9.2): turns PDUs, calls and time-outs into events and carries their
 * actions out. {@link #receive} belongs to one reader thread; the rest may be called on any thread. Writing is locked for one PDU at a
 * time, and the reader takes that lock only for the few PDUs it sends itself, so a peer that does not read cannot stop the reading.
 */
final class UpperLayer {

    private final StateMachine machine;
    private final Transport transport;
    private final TimeOuts timeOuts;
    private final PduReader reader;
    private final PduDecoder decoder;
    private final PduOutput output;
    private volatile @Nullable AssociationEnd end;
    private volatile boolean established;
    private volatile BooleanSupplier patience = () -> false;

    UpperLayer(boolean requestor, Transport transport, TimeOuts timeOuts, PduLimits limits) {
        this.machine = new StateMachine(requestor);
        this.transport = transport;
        this.timeOuts = timeOuts;
        this.reader = new PduReader(transport.input(), limits);
        this.decoder = new PduDecoder(limits);
        this.output = new PduOutput(transport);
        transport.readFor(new Silence());
    }

    /** A peer from which no PDU comes, or no whole one. */
    private final class Silence implements Transport.Reader {

        @Override
        public boolean isPatient() {
            return patience.getAsBoolean();
        }

        @Override
        public void overdue(boolean begun) {
            abort(Kind.TIMED_OUT, begun ? "the rest of a PDU did not come in time" : "nothing came in time");
            hurryCloseOfOpening();
        }
    }

    /**
     * What the reader hands to its caller.
     *
     * @param pdu decoded, for A-ASSOCIATE PDUs; null for P-DATA-TF
     * @param data the body of a P-DATA-TF, valid until the next is received; of another PDU without use
     */
    record Indication(@Nullable Pdu pdu, FieldReader data) {}

    State state() {
        return machine.state();
    }

    boolean isRequestor() {
        return machine.isRequestor();
    }

    Transport transport() {
        return transport;
    }

    /** How the association ended, if it has. */
    Optional<AssociationEnd> end() {
        return Optional.ofNullable(end);
    }

    /** Records how the association ended, unless that is known already: the first cause is the true one. */
    synchronized void endedBy(Kind kind, String detail) {
        if (end == null) {
            end = new AssociationEnd(kind, detail);
        }
    }

    /** Raises an event of this side that sends nothing. */
    void raise(Event event) {
        machine.on(event).ifPresent(action -> carryOut(action));
    }

    /**
     * Raises an event of this side with the PDU that its action sends.
     *
     * @throws AssociationLostException when the event cannot occur in the present state, or the PDU cannot be written
     */
    void raise(Event event, Pdu pdu) throws AssociationLostException {
        raise(event, ByteBuffer.wrap(PduEncoder.encode(pdu)));
    }

    /** The same with what is encoded already: one PDU, or several of data, in pieces that are the caller's again afterwards. */
    void raise(Event event, ByteBuffer... pdus) throws AssociationLostException {
        output.lock();
        try {
            Action action = machine.on(event)
                    .orElseThrow(() -> new AssociationLostException("the association is no longer open"));
            if (!carryOut(action, pdus)) {
                throw new AssociationLostException("the connection was lost while writing");
            }
        } finally {
            output.unlock();
        }
    }

    /** Aborts as service user, without waiting for the peer. Nothing happens when there is nothing left to abort. */
    void abort(Kind kind, String detail) {
        Optional<Action> action = machine.on(Event.ABORT_REQUESTED);
        if (action.isPresent()) {
            endedBy(kind, detail);
            carryOut(action.get(), new Abort(AbortReason.SERVICE_USER));
        }
    }

    /** The peer broke the protocol: aborts with the exception's reason. */
    void violated(PduException violation) {
        if (violation.reason() == AbortReason.SERVICE_USER) {
            abort(Kind.PROTOCOL_VIOLATION, violation.getMessage());
            return;
        }
        Optional<Action> action = machine.on(Event.INVALID_PDU_RECEIVED);
        if (action.isPresent()) {
            endedBy(Kind.PROTOCOL_VIOLATION, violation.getMessage());
            carryOut(action.get(), abortOf(action.get(), violation.reason()));
        }
    }

    /** AA-1 speaks for the service user, AA-7 and AA-8 for the provider (PS3.8 table 9-9). */
    private static Abort abortOf(Action action, AbortReason providerReason) {
        return new Abort(action == Action.AA_1 ? AbortReason.SERVICE_USER : providerReason);
    }

    /**
     * Waits for the next PDU that concerns the caller: an A-ASSOCIATE PDU or P-DATA-TF. Release and abort are dealt with in here.
     *
     * @param first how long to wait for its first byte, zero for ever
     * @param rest how long from there to its last, zero for ever
     * @param patient asked when {@code first} is over, on any thread: true to wait on; must not block
     * @return empty when the association has ended and the transport is closed
     */
    Optional<Indication> receive(Duration first, Duration rest, BooleanSupplier patient) {
        patience = patient;
        while (machine.state() != State.STA1) {
            boolean closing = machine.state() == State.STA13;
            hurryCloseOfOpening();
            expect(closing ? Duration.ZERO : first, closing ? Duration.ZERO : rest);
            try {
                Optional<RawPdu> pdu = reader.next();
                Optional<Indication> indication = pdu.isPresent() ? received(pdu.get()) : closed("by the peer");
                if (indication.isPresent()) {
                    return indication;
                }
            } catch (PduException e) {
                violated(e);
                awaitClose();
            } catch (IOException e) {
                closed("connection failed");
            }
        }
        transport.close();
        return Optional.empty();
    }

    private void expect(Duration first, Duration rest) {
        if (reader.hasBegun()) {
            transport.expectRest(rest);
        } else {
            transport.expectPdu(first, rest);
        }
    }

    private Optional<Indication> received(RawPdu raw) throws PduException {
        boolean data = raw.type() == PduType.P_DATA_TF;
        Pdu pdu = data ? null : decoder.decode(raw.type(), raw.body());
        Optional<Action> taken = machine.on(Event.received(raw.type()));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Action action = taken.get();
        note(action, raw.type(), pdu);
        carryOut(action, abortOf(action, AbortReason.UNEXPECTED_PDU));
        answerRelease();
        boolean concernsCaller = action.effects().contains(Effect.INDICATE_DATA)
                || action.effects().contains(Effect.INDICATE_ASSOCIATE)
                || action.effects().contains(Effect.CONFIRM_ASSOCIATE);
        return concernsCaller ? Optional.of(new Indication(pdu, raw.body())) : Optional.empty();
    }

    private void note(Action action, PduType type, @Nullable Pdu pdu) {
        if (pdu instanceof Abort abort) {
            endedBy(Kind.ABORTED_BY_PEER, abort.describe());
        } else if (action.effects().contains(Effect.INDICATE_RELEASE)
                || action.effects().contains(Effect.CONFIRM_RELEASE)) {
            endedBy(Kind.RELEASED, "");
        } else if (action.effects().contains(Effect.SEND_ABORT)) {
            endedBy(Kind.PROTOCOL_VIOLATION, "unexpected " + type);
        }
    }

    /** This side never has a reason to refuse a release: it answers as soon as the table allows (states 8, 9 and 12). */
    private void answerRelease() {
        machine.on(Event.RELEASE_ANSWERED).ifPresent(action -> carryOut(action, new ReleaseResponse()));
    }

    /** In state 13: drops what still comes until the peer closes or ARTIM does. */
    private void awaitClose() {
        hurryCloseOfOpening();
        try {
            transport.discardUntilClosed();
            closed("by the peer");
        } catch (IOException e) {
            closed("connection failed");
        }
    }

    /** Who waits for an association to be opened is not kept waiting for the peer's close when that has failed. */
    private void hurryCloseOfOpening() {
        if (isRequestor() && !established && machine.state() == State.STA13) {
            transport.close();
        }
    }

    private Optional<Indication> closed(String how) {
        noteConnectionLost(how);
        boolean artim = transport.overdue() == Transport.Overdue.ARTIM;
        transport.close();
        Optional<Action> action = artim ? machine.on(Event.ARTIM_EXPIRED) : Optional.empty();
        if (action.isEmpty()) {
            action = machine.on(Event.TRANSPORT_CLOSED);
        }
        action.ifPresent(this::carryOut);
        return Optional.empty();
    }

    private void noteConnectionLost(String how) {
        switch (transport.overdue()) {
            case NO -> endedBy(Kind.CONNECTION_LOST, how);
            case ARTIM -> endedBy(Kind.TIMED_OUT, "ARTIM");
            case WRITE -> endedBy(Kind.TIMED_OUT, "the peer did not take what was sent");
        }
    }

    private boolean carryOut(Action action, Pdu pdu) {
        return carryOut(action, ByteBuffer.wrap(PduEncoder.encode(pdu)));
    }

    /** Primitives to the user are not among what is done here: callers learn them from the action. */
    private boolean carryOut(Action action, ByteBuffer... pdus) {
        boolean sent = true;
        established |= action.next(isRequestor()) == State.STA6;
        for (Effect effect : action.effects()) {
            switch (effect) {
                case SEND_ABORT -> output.writeAbort(pdus);
                case SEND_ASSOCIATE_RQ,
                        SEND_ASSOCIATE_AC,
                        SEND_ASSOCIATE_RJ,
                        SEND_DATA,
                        SEND_RELEASE_RQ,
                        SEND_RELEASE_RP -> sent = send(pdus);
                case START_ARTIM -> transport.startArtim(timeOuts.artim());
                case STOP_ARTIM -> transport.stopArtim();
                case CLOSE_TRANSPORT -> transport.close();
                case OPEN_TRANSPORT,
                        INDICATE_ASSOCIATE,
                        CONFIRM_ASSOCIATE,
                        INDICATE_DATA,
                        INDICATE_RELEASE,
                        CONFIRM_RELEASE,
                        INDICATE_ABORT,
                        INDICATE_PROVIDER_ABORT -> {}
            }
        }
        return sent;
    }

    /** Whether it was sent; if not the transport is closed, which the reader will find. */
    private boolean send(ByteBuffer... pdus) {
        try {
            output.write(pdus);
            return true;
        } catch (IOException e) {
            noteConnectionLost("while writing");
            transport.close();
            return false;
        }
    }
}
