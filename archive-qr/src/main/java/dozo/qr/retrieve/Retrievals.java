package dozo.qr.retrieve;

import dozo.core.config.RetrieveConfig;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.encoding.DecodingException;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.IdentifierFailure;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.qr.turn.Turnstile;
import dozo.qr.turn.Turnstile.Turn;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.integrity.ObjectSource;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What C-MOVE and C-GET do alike: read the identifier, select, let a transfer run, answer. Thread-safe.
 *
 * @param threads send
 * @param helpers read and test what is sent next
 */
record Retrievals(
        ArchiveIndex index,
        ObjectSource source,
        RetrieveConfig config,
        Executor threads,
        Helpers helpers,
        InstantSource clock,
        Turnstile turnstile) {

    /** Brings the selected instances where they belong. */
    interface Transfer {
        void run(Selection selection, RetrieveJob job);
    }

    /** Serves one request whose identifier has not been read yet. */
    void serve(Exchange exchange, Transfer transfer) throws OperatingFailure, IOException {
        Optional<Turn> turn = turnstile.await(exchange.association().callingAeTitle(), exchange::isCancelled);
        if (turn.isEmpty()) {
            new RetrieveAnswers(exchange).refuse(DimseStatus.CANCEL, "cancelled before it began");
            return;
        }
        try (Turn held = turn.get()) {
            retrieve(exchange, transfer);
        } catch (InvalidIdentifier e) {
            exchange.respond(IdentifierFailure.response(exchange.request(), e));
        } catch (DecodingException e) {
            exchange.respond(IdentifierFailure.unreadable(exchange.request()));
        }
    }

    private void retrieve(Exchange exchange, Transfer transfer)
            throws OperatingFailure, IOException, InvalidIdentifier {
        Optional<Selection> selection = Selection.read(index, wanted(exchange), config.maxInstances());
        if (selection.isEmpty()) {
            new RetrieveAnswers(exchange)
                    .refuse(DimseStatus.OUT_OF_RESOURCES_MATCHES, "too many instances for one retrieval");
            return;
        }
        RetrieveJob job = new RetrieveJob(
                exchange, config, threads, clock, selection.get().size());
        transfer.run(selection.get(), job);
        job.finish();
    }

    private static RetrieveSelection wanted(Exchange exchange) throws IOException, InvalidIdentifier {
        Uid sopClass = exchange.context().abstractSyntax();
        InformationModel model = InformationModel.of(sopClass)
                .orElseThrow(() -> new IllegalStateException("performs no retrieval of this SOP class"));
        boolean relational = exchange.association()
                .negotiatedExtended(sopClass)
                .map(octets ->
                        ExtendedNegotiation.of(sopClass, octets.toByteArray()).relational())
                .orElse(false);
        return RetrieveRequestReader.read(exchange.readIdentifier(), model, relational);
    }
}
