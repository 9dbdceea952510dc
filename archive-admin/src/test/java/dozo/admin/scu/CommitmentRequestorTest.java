package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever is told that instances are committed deletes its own: only the peer's report on this very request counts. */
class CommitmentRequestorTest {

    private static final Uid PUSH_MODEL = new Uid("1.2.840.10008.1.20.1");
    private static final Uid PUSH_MODEL_INSTANCE = new Uid("1.2.840.10008.1.20.1.1");
    private static final CommitmentReference KEPT = new CommitmentReference(Instances.CT, new Uid("1.2.3.1"));
    private static final CommitmentReference LOST = new CommitmentReference(Instances.CT, new Uid("1.2.3.2"));

    private final AtomicInteger answerToForeignReport = new AtomicInteger(-1);

    @Test
    void tellsWhatThePeerCommitsItselfToAndWhatNotAndWhy() throws Exception {
        CommitmentRequestor.Report report = request(exchange -> {
            Uid transaction = transaction(exchange);
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
            report(
                    exchange,
                    2,
                    committed(transaction, KEPT)
                            .putItems(
                                    Tag.FailedSOPSequence, List.of(item(LOST).put(Tag.FailureReason, Vr.US, 0x0112))));
        });
        assertEquals(List.of("1.2.3.1"), report.committed());
        assertEquals(List.of(new CommitmentRequestor.Failed("1.2.3.2", "0112")), report.failed());
    }

    @Test
    void takesNoReportOfAnotherTransactionForItsOwn() throws Exception {
        CommitmentRequestor.Report report = request(exchange -> {
            Uid transaction = transaction(exchange);
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
            answerToForeignReport.set(report(exchange, 1, committed(Instances.newUid(), KEPT, LOST)));
            report(exchange, 1, committed(transaction, KEPT));
        });
        assertEquals(List.of("1.2.3.1"), report.committed());
        assertEquals(DimseStatus.NO_SUCH_SOP_INSTANCE, answerToForeignReport.get());
    }

    @Test
    void failsWhenThePeerRefusesTheRequest() {
        OperatingFailure refused = assertThrows(
                OperatingFailure.class,
                () -> request(
                        exchange -> exchange.respond(exchange.request().response(DimseStatus.PROCESSING_FAILURE))));
        assertEquals(FailureCode.PEER_REFUSED, refused.code());
    }

    /** How the peer answers an N-ACTION. */
    private interface Treatment {
        void of(Exchange exchange) throws OperatingFailure, IOException;
    }

    private static CommitmentRequestor.Report request(Treatment treatment) throws OperatingFailure {
        ServiceProvider provider = new ServiceProvider() {
            @Override
            public boolean isLong() {
                return true;
            }

            @Override
            public void serve(Exchange exchange) throws OperatingFailure, IOException {
                treatment.of(exchange);
            }
        };
        DimseServices services = DimseServices.builder()
                .add(CommandField.N_ACTION, PUSH_MODEL, provider)
                .build();
        try (DimseServer peer = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), services, 1)) {
            RemoteAe address = new RemoteAe(new AeTitle("PEER"), "127.0.0.1", peer.port());
            return new CommitmentRequestor(new Remote(address, new AeTitle("TESTER"), AssociationSettings.defaults()))
                    .request(List.of(KEPT, LOST), Optional.empty(), Patience.LONG);
        }
    }

    private static Uid transaction(Exchange exchange) throws IOException {
        return exchange.readIdentifier().uid(Tag.TransactionUID).orElseThrow();
    }

    private static int report(Exchange exchange, int eventType, Attributes information) throws OperatingFailure {
        return exchange.client()
                .eventReport(exchange.context(), PUSH_MODEL, PUSH_MODEL_INSTANCE, eventType, information)
                .status();
    }

    private static Attributes committed(Uid transaction, CommitmentReference... references) {
        return new Attributes()
                .put(Tag.TransactionUID, transaction)
                .putItems(
                        Tag.ReferencedSOPSequence,
                        List.of(references).stream()
                                .map(CommitmentRequestorTest::item)
                                .toList());
    }

    private static Attributes item(CommitmentReference reference) {
        return new Attributes()
                .put(Tag.ReferencedSOPClassUID, reference.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid());
    }
}
