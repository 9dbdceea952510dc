package dozo.core.dimse;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.encoding.Allowance;
import java.io.IOException;
import java.io.InputStream;

/**
 * One request being performed, and the way to answer it. {@link #respond} and {@link #isCancelled} may be called on any thread,
 * the rest on the provider's thread only.
 */
public interface Exchange {

    Association association();

    PresentationContext context();

    CommandSet request();

    /**
     * The request's data set as encoded, streamed from the association; empty when there is none. Reading fails with an
     * {@link IOException} when the association is lost. Need not be read to its end nor closed.
     */
    InputStream dataSet();

    /**
     * Reads the data set whole, with the limits of identifiers.
     *
     * @throws IOException when it cannot be understood, passes a limit or finds no memory in time
     */
    Attributes readIdentifier() throws IOException;

    /** Grants the memory for what a provider that reads the data set by itself keeps of it, until the final response (INV-8). */
    Allowance memory();

    /** Whether the requestor sent a C-CANCEL for this request, or the association has ended. */
    boolean isCancelled();

    /** Answers without data set. @throws IOException when the association is lost */
    void respond(CommandSet response) throws IOException;

    /** Answers with {@code identifier}, encoded in the context's transfer syntax. @throws IOException when the association is lost */
    void respond(CommandSet response, Attributes identifier) throws IOException;

    /**
     * As the other, but the answer may wait for the next one, so that many short ones go at once: the system is called once for
     * them, and the requestor woken once. What follows, an answer or {@link #flush}, must follow soon.
     */
    void respondWithNext(CommandSet response, Attributes identifier) throws IOException;

    /** Sends the answers that wait for a next one. @throws IOException when the association is lost */
    void flush() throws IOException;

    /** For requests on the same association: sub-operations of a C-GET, an N-EVENT-REPORT. Only for long services. */
    DimseClient client();
}
