package dozo.qr.find;

import dozo.core.config.QueryConfig;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.encoding.DecodingException;
import dozo.core.failure.OperatingFailure;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.IdentifierFailure;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.qr.turn.Turnstile;
import dozo.qr.turn.Turnstile.Turn;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.integrity.ObjectElements;
import dozo.storage.volume.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The C-FIND SCP of all three information models (PS3.4 section C.4.1). Answers go out as the index finds them, none is held.
 * Thread-safe.
 */
public final class FindProvider implements ServiceProvider {

    private final ArchiveIndex index;
    private final Store store;
    private final QueryConfig config;
    private final InstantSource clock;
    private final Turnstile turnstile;
    private final ObjectElements objects;

    /**
     * @param store asked which of its volumes can be read, and for values that the index does not keep
     * @param clock measures how long a query takes: one that nobody sets
     */
    public FindProvider(ArchiveIndex index, Store store, QueryConfig config, InstantSource clock) {
        this.index = index;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.objects = new ObjectElements(store);
        this.turnstile = new Turnstile(config.maxConcurrent(), clock);
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) throws OperatingFailure, IOException {
        Optional<Turn> turn = turnstile.await(exchange.association().callingAeTitle(), exchange::isCancelled);
        if (turn.isEmpty()) {
            exchange.respond(exchange.request().response(FindOutcome.CANCELLED.status()));
            return;
        }
        try (Turn held = turn.get()) {
            exchange.respond(answer(exchange));
        }
    }

    /** Sends the pending answers. @return the final one */
    private CommandSet answer(Exchange exchange) throws OperatingFailure, IOException {
        InformationModel model = InformationModel.of(exchange.context().abstractSyntax())
                .orElseThrow(() -> new IllegalStateException("performs no query of this SOP class"));
        try {
            FindRequest request = new FindRequestReader(exchange.readIdentifier(), model, negotiated(exchange)).read();
            return find(exchange, model, request);
        } catch (InvalidIdentifier e) {
            return IdentifierFailure.response(exchange.request(), e);
        } catch (DecodingException e) {
            return IdentifierFailure.unreadable(exchange.request());
        }
    }

    private CommandSet find(Exchange exchange, InformationModel model, FindRequest request)
            throws OperatingFailure, IOException {
        AnswerBuilder builder = new AnswerBuilder(
                request,
                model,
                exchange.association().calledAeTitle(),
                new Availability(index, store),
                new ObjectKeys(index, objects));
        PendingAnswers answers = new PendingAnswers(
                exchange, builder, request.allSupported(), clock.instant().plus(config.timeOut()), clock);
        IndexQuery query =
                new IndexQuery(request.level(), request.conditions(), request.returnTags(), config.maxResults());
        FindOutcome outcome = answers.outcome(index.find(query, answers).end());
        CommandSet response = exchange.request().response(outcome.status());
        return outcome.comment().isEmpty() ? response : response.withErrorComment(outcome.comment());
    }

    private static ExtendedNegotiation negotiated(Exchange exchange) {
        return exchange.association()
                .negotiatedExtended(exchange.context().abstractSyntax())
                .map(octets -> ExtendedNegotiation.of(exchange.context().abstractSyntax(), octets.toByteArray()))
                .orElse(ExtendedNegotiation.NONE);
    }
}
