package dozo.admin.scu;

import dozo.core.association.AcceptancePolicy;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.Response;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests Storage Commitment (PS3.4 Annex J) and waits for the report, on the same association or on one of
 * the peer's. Used once. */
public final class CommitmentRequestor {

    private static final Uid PUSH_MODEL = new Uid("1.2.840.10008.1.20.1");
    private static final Uid PUSH_MODEL_INSTANCE = new Uid("1.2.840.10008.1.20.1.1");
    private static final int REQUEST_STORAGE_COMMITMENT = 1;
    private static final TransferSyntax[] SYNTAXES = {
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
    };

    private final Remote remote;
    private final Uid transaction = Uid.random();
    private final CompletableFuture<Attributes> report = new CompletableFuture<>();
    private final DimseServices services = DimseServices.builder()
            .add(CommandField.N_EVENT_REPORT, PUSH_MODEL, this::receive)
            .build();

    public CommitmentRequestor(Remote remote) {
        this.remote = remote;
    }

    /**
     * What the peer reported.
     *
     * @param transactionUid of this request
     * @param committed instances the peer takes the responsibility for
     * @param failed those it does not, each with its Failure Reason as four hexadecimal digits
     */
    public record Report(String transactionUid, List<String> committed, List<Failed> failed) {}

    /** An instance the peer does not commit itself to. */
    public record Failed(String sopInstanceUid, String reason) {}

    /**
     * Requests commitment for {@code references}.
     *
     * @param listener where the peer is to deliver the report, empty when on the association of the request
     * @param patience how long to wait for the report
     * @throws OperatingFailure when the peer refuses, or sends no report in time
     */
    public Report request(List<CommitmentReference> references, Optional<AcceptorSettings> listener, Duration patience)
            throws OperatingFailure {
        if (listener.isEmpty()) {
            try (Association association = open()) {
                request(association, new DimseClient(association, services), references);
                return read(await(patience));
            }
        }
        try (DimseServer server = DimseServer.start(listener.get(), policy(), services, 1)) {
            // Without services this association takes no report, and ends as that of a sender which does not wait.
            try (Association association = open()) {
                request(association, new DimseClient(association), references);
            }
            return read(await(patience));
        }
    }

    private Association open() throws OperatingFailure {
        return remote.open(List.of(ProposedContext.of(PUSH_MODEL, SYNTAXES)));
    }

    private void request(Association association, DimseClient client, List<CommitmentReference> references)
            throws OperatingFailure {
        PresentationContext context = remote.context(association, PUSH_MODEL, "Storage Commitment");
        Response response = client.action(
                context, PUSH_MODEL, PUSH_MODEL_INSTANCE, REQUEST_STORAGE_COMMITMENT, information(references));
        if (response.status() != DimseStatus.SUCCESS) {
            throw Finder.refused(remote, "N-ACTION", response);
        }
    }

    private Attributes await(Duration patience) throws OperatingFailure {
        try {
            return report.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OperatingFailure(
                    FailureCode.PEER_TIMED_OUT,
                    remote.ae() + " took the request but sent no report within " + patience.toSeconds() + " seconds."
                            + " Nothing is committed as far as this command knows. If the peer reports on an association of"
                            + " its own, it must know the host and port of " + remote.calling()
                            + ", and this command needs --listen with that port.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingFailure(FailureCode.INTERNAL, "Waiting for the report was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the report is never completed with an exception", e);
        }
    }

    /** Answers an N-EVENT-REPORT, and keeps it when it is ours. */
    private void receive(Exchange exchange) throws IOException {
        Attributes information = exchange.readIdentifier();
        boolean ours =
                information.uid(Tag.TransactionUID).filter(transaction::equals).isPresent();
        exchange.respond(exchange.request().response(ours ? DimseStatus.SUCCESS : DimseStatus.NO_SUCH_SOP_INSTANCE));
        if (ours) {
            report.complete(information);
        }
    }

    private Attributes information(List<CommitmentReference> references) {
        List<Attributes> items = new ArrayList<>();
        for (CommitmentReference reference : references) {
            items.add(new Attributes()
                    .put(Tag.ReferencedSOPClassUID, reference.sopClassUid())
                    .put(Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid()));
        }
        return new Attributes().put(Tag.TransactionUID, transaction).putItems(Tag.ReferencedSOPSequence, items);
    }

    private Report read(Attributes information) {
        List<String> committed = new ArrayList<>();
        for (Attributes item : information.items(Tag.ReferencedSOPSequence)) {
            committed.add(item.string(Tag.ReferencedSOPInstanceUID).orElse(""));
        }
        List<Failed> failed = new ArrayList<>();
        for (Attributes item : information.items(Tag.FailedSOPSequence)) {
            failed.add(new Failed(
                    item.string(Tag.ReferencedSOPInstanceUID).orElse(""),
                    String.format(
                            Locale.ROOT, "%04X", item.integer(Tag.FailureReason).orElse(0))));
        }
        return new Report(transaction.value(), committed, failed);
    }

    /** Whoever reports may: only the report of our own transaction counts. */
    private static AcceptancePolicy policy() {
        ContextRule rule = ContextRule.preferring(List.of(SYNTAXES[0].uid(), SYNTAXES[1].uid()), false)
                .withRequestorAsScp();
        return (request, peer, certificate) -> ContextNegotiation.answer(
                request, uid -> uid.equals(PUSH_MODEL) ? Optional.of(rule) : Optional.empty());
    }
}
