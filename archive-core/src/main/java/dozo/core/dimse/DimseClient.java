package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.association.AssociationLostException;
import dozo.core.association.MessageHandler;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;

/**
 * Requests of ours on an open association, as SCU. Thread-safe: as many requests are outstanding at a time as the negotiated
 * window allows, further callers wait. Every call throws {@link OperatingFailure} when the association ends before the final
 * response ({@code ASSOCIATION_ABORTED}) or no response comes in time ({@code PEER_TIMED_OUT}; the association is then aborted).
 * Does not close the association. Must not be used on an association's reader thread, which would wait for itself: not by short
 * services, not by the receiver of a C-GET.
 */
public final class DimseClient {

    /** Verification SOP Class (PS3.4 section A.4). */
    public static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    private final DimseSession session;

    /** On an association that offers no service of its own but C-ECHO. */
    public DimseClient(Association association) {
        this(association, DimseServices.none());
    }

    /**
     * On an association of which this side performs {@code services} meanwhile, all on the reader thread; they are ignored when the
     * association is being served already.
     *
     * @throws IllegalArgumentException when the association's messages are not handled as DIMSE
     */
    public DimseClient(Association association, DimseServices services) {
        this(session(association.attach(a -> new DimseSession(a, services, Runnable::run))));
    }

    DimseClient(DimseSession session) {
        this.session = session;
    }

    private static DimseSession session(MessageHandler handler) {
        if (handler instanceof DimseSession dimse) {
            return dimse;
        }
        throw new IllegalArgumentException("the association is not used for DIMSE");
    }

    public Association association() {
        return session.association();
    }

    /**
     * C-ECHO (PS3.7 section 9.1.5) on the accepted Verification context.
     *
     * @throws OperatingFailure also when there is none ({@code SOP_CLASS_NOT_SUPPORTED})
     */
    public Response echo() throws OperatingFailure {
        PresentationContext context = association()
                .contextFor(VERIFICATION)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.SOP_CLASS_NOT_SUPPORTED,
                        association().calledAeTitle() + " did not accept the Verification SOP Class."));
        try (PendingRequests.Pending pending = session.pending().begin()) {
            send(() -> session.send(
                    context, CommandSet.request(CommandField.C_ECHO, pending.messageId(), VERIFICATION, false)));
            return pending.await();
        }
    }

    /**
     * C-STORE (PS3.7 section 9.1.1).
     *
     * @throws OperatingFailure also when {@code data} cannot be read ({@code DISK_ERROR}); the association is then aborted
     */
    public Response store(PresentationContext context, StoreRequest request, DataSource data) throws OperatingFailure {
        try (PendingRequests.Pending pending = session.pending().begin()) {
            CommandSet command = storeCommand(request, pending.messageId());
            send(() -> session.send(context, command, data));
            return pending.await();
        }
    }

    /**
     * C-FIND (PS3.7 section 9.1.2).
     *
     * @return the final response
     */
    public Response find(PresentationContext context, Attributes identifier, Priority priority, ResponseHandler matches)
            throws OperatingFailure {
        return query(CommandField.C_FIND, context, identifier, priority, command -> command, matches);
    }

    /**
     * C-MOVE (PS3.7 section 9.1.4).
     *
     * @return the final response
     */
    public Response move(
            PresentationContext context,
            Attributes identifier,
            AeTitle destination,
            Priority priority,
            ResponseHandler progress)
            throws OperatingFailure {
        return query(
                CommandField.C_MOVE,
                context,
                identifier,
                priority,
                command -> command.withAeTitle(Tag.MoveDestination, destination),
                progress);
    }

    /**
     * C-GET (PS3.7 section 9.1.3). One at a time on an association.
     *
     * @param receiver performs the C-STORE sub-operations on the reader thread; needs contexts on which this side is SCP
     * @return the final response
     */
    public Response get(
            PresentationContext context,
            Attributes identifier,
            Priority priority,
            ServiceProvider receiver,
            ResponseHandler progress)
            throws OperatingFailure {
        session.dispatcher().receiveStoresBy(receiver);
        try {
            return query(CommandField.C_GET, context, identifier, priority, command -> command, progress);
        } finally {
            session.dispatcher().receiveStoresBy(null);
        }
    }

    /** N-ACTION (PS3.7 section 10.1.4). */
    public Response action(
            PresentationContext context, Uid sopClass, Uid sopInstance, int actionType, Attributes information)
            throws OperatingFailure {
        try (PendingRequests.Pending pending = session.pending().begin()) {
            CommandSet command = CommandSet.request(CommandField.N_ACTION, pending.messageId(), sopClass, true)
                    .withUid(Tag.RequestedSOPInstanceUID, sopInstance)
                    .withNumber(Tag.ActionTypeID, actionType);
            send(() -> session.send(context, command, information));
            return pending.await();
        }
    }

    /** N-EVENT-REPORT (PS3.7 section 10.1.1). */
    public Response eventReport(
            PresentationContext context, Uid sopClass, Uid sopInstance, int eventType, Attributes information)
            throws OperatingFailure {
        try (PendingRequests.Pending pending = session.pending().begin()) {
            CommandSet command = CommandSet.request(CommandField.N_EVENT_REPORT, pending.messageId(), sopClass, true)
                    .withUid(Tag.AffectedSOPInstanceUID, sopInstance)
                    .withNumber(Tag.EventTypeID, eventType);
            send(() -> session.send(context, command, information));
            return pending.await();
        }
    }

    private static CommandSet storeCommand(StoreRequest request, int messageId) {
        CommandSet command = CommandSet.request(CommandField.C_STORE, messageId, request.sopClass(), true)
                .withNumber(Tag.Priority, request.priority().code())
                .withUid(Tag.AffectedSOPInstanceUID, request.sopInstance());
        return request.moveOriginator()
                .map(origin -> command.withAeTitle(Tag.MoveOriginatorApplicationEntityTitle, origin.title())
                        .withNumber(Tag.MoveOriginatorMessageID, origin.messageId()))
                .orElse(command);
    }

    @FunctionalInterface
    private interface CommandExtra {
        CommandSet addTo(CommandSet command);
    }

    private Response query(
            CommandField field,
            PresentationContext context,
            Attributes identifier,
            Priority priority,
            CommandExtra extra,
            ResponseHandler handler)
            throws OperatingFailure {
        try (PendingRequests.Pending pending = session.pending().begin()) {
            CommandSet command =
                    extra.addTo(CommandSet.request(field, pending.messageId(), context.abstractSyntax(), true)
                            .withNumber(Tag.Priority, priority.code()));
            send(() -> session.send(context, command, identifier));
            boolean cancelled = false;
            Response response = pending.await();
            while (DimseStatus.isPending(response.status())) {
                if (!handler.onPending(response) && !cancelled) {
                    cancelled = true;
                    send(() -> session.send(context, CommandSet.cancel(pending.messageId())));
                }
                response = pending.await();
            }
            return response;
        }
    }

    @FunctionalInterface
    private interface Sending {
        void run() throws IOException;
    }

    private void send(Sending sending) throws OperatingFailure {
        try {
            sending.run();
        } catch (AssociationLostException e) {
            throw session.pending().lost();
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The data to be sent to " + association().calledAeTitle()
                            + " could not be read; the association was aborted.",
                    e);
        }
    }
}
