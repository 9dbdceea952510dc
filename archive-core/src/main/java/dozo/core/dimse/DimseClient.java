package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;

/**
 * Requests of ours on an open association, as SCU. Thread-safe: as many requests are outstanding at a time as the negotiated
 * window allows, further callers wait. Every call throws {@link OperatingFailure} when the association ends before the final
 * response ({@code ASSOCIATION_ABORTED}) or no response comes in time ({@code PEER_TIMED_OUT}; the association is then aborted).
 * Does not close the association.
 */
public final class DimseClient {

    /** On an association that offers no service of its own but C-ECHO. */
    public DimseClient(Association association) {
        this(association, DimseServices.none());
    }

    /** On an association of which this side performs {@code services} meanwhile; ignored when it is already being served. */
    public DimseClient(Association association, DimseServices services) {}

    /** C-ECHO (PS3.7 section 9.1.5) on the accepted Verification context. */
    public Response echo() throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /**
     * C-STORE (PS3.7 section 9.1.1).
     *
     * @throws OperatingFailure also when {@code data} cannot be read ({@code DISK_ERROR}); the association is then aborted
     */
    public Response store(PresentationContext context, StoreRequest request, DataSource data) throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /** C-FIND (PS3.7 section 9.1.2). @return the final response */
    public Response find(PresentationContext context, Attributes identifier, Priority priority, ResponseHandler matches)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /** C-MOVE (PS3.7 section 9.1.4). @return the final response */
    public Response move(
            PresentationContext context,
            Attributes identifier,
            AeTitle destination,
            Priority priority,
            ResponseHandler progress)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /**
     * C-GET (PS3.7 section 9.1.3).
     *
     * @param receiver performs the C-STORE sub-operations; needs contexts on which this side is SCP
     * @return the final response
     */
    public Response get(
            PresentationContext context,
            Attributes identifier,
            Priority priority,
            ServiceProvider receiver,
            ResponseHandler progress)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /** N-ACTION (PS3.7 section 10.1.4). */
    public Response action(
            PresentationContext context, Uid sopClass, Uid sopInstance, int actionType, Attributes information)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /** N-EVENT-REPORT (PS3.7 section 10.1.1). */
    public Response eventReport(
            PresentationContext context, Uid sopClass, Uid sopInstance, int eventType, Attributes information)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }
}
