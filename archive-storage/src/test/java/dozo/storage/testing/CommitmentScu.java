package dozo.storage.testing;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Storage Commitment SCU for tests, written from PS3.4 Annex J alone: asks by N-ACTION, takes N-EVENT-REPORTs on the same
 * association or, while it listens, on associations from the archive. Thread-safe.
 */
public final class CommitmentScu implements AutoCloseable {

    private static final Uid SOP_CLASS = new Uid("1.2.840.10008.1.20.1");
    private static final Uid SOP_INSTANCE = new Uid("1.2.840.10008.1.20.1.1");

    /**
     * A report as it arrived.
     *
     * @param sameAssociation whether it came on the association of the request
     * @param retrieveAeTitle empty when absent
     * @param failed the Failure Reason of each SOP Instance UID
     */
    public record Report(
            Uid transactionUid,
            int eventType,
            boolean sameAssociation,
            Optional<String> retrieveAeTitle,
            List<CommitmentReference> committed,
            Map<Uid, Integer> failed) {}

    private final AeTitle title;
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private volatile int answer = DimseStatus.SUCCESS;
    private volatile Runnable beforeAnswer = () -> {};
    private DimseServer listener;

    public CommitmentScu(AeTitle title) {
        this.title = title;
    }

    /** The reports in order of arrival. */
    public List<Report> reports() {
        return List.copyOf(reports);
    }

    /** The status with which reports are answered from now on. */
    public void answerWith(int status) {
        answer = status;
    }

    /** What is done from now on between a report and its answer. */
    public void beforeAnswer(Runnable action) {
        beforeAnswer = action;
    }

    /** Starts to listen for reports. @param port 0 for any @return where it listens */
    public RemoteAe listen(int port) throws OperatingFailure {
        DimseServices services = DimseServices.builder()
                .add(CommandField.N_EVENT_REPORT, SOP_CLASS, exchange -> take(exchange, false))
                .build();
        listener = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", port), TestingAcceptance.everything(), services, 2);
        return new RemoteAe(title, "127.0.0.1", listener.port());
    }

    public void stopListening() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** Opens an association on which requests can be made, and reports are taken while it is open. */
    public Session open(RemoteAe archive) throws OperatingFailure {
        return new Session(AssociationRequestor.open(
                archive,
                title,
                List.of(ProposedContext.of(SOP_CLASS, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
                AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Patience.LONG))));
    }

    /** Asks on an association of its own, released at once. @return the status of the N-ACTION response */
    public int request(RemoteAe archive, Uid transactionUid, List<CommitmentReference> references)
            throws OperatingFailure {
        try (Session session = open(archive)) {
            return session.request(transactionUid, references);
        }
    }

    private void take(Exchange exchange, boolean sameAssociation) throws IOException {
        Attributes information = exchange.readIdentifier();
        reports.add(new Report(
                information.uid(Tag.TransactionUID).orElseThrow(),
                exchange.request().eventTypeId(),
                sameAssociation,
                information.string(Tag.RetrieveAETitle),
                information.items(Tag.ReferencedSOPSequence).stream()
                        .map(CommitmentScu::reference)
                        .toList(),
                failures(information)));
        beforeAnswer.run();
        exchange.respond(exchange.request().response(answer));
    }

    private static CommitmentReference reference(Attributes item) {
        return new CommitmentReference(
                item.uid(Tag.ReferencedSOPClassUID).orElseThrow(),
                item.uid(Tag.ReferencedSOPInstanceUID).orElseThrow());
    }

    private static Map<Uid, Integer> failures(Attributes information) {
        Map<Uid, Integer> failures = new HashMap<>();
        for (Attributes item : information.items(Tag.FailedSOPSequence)) {
            failures.put(
                    reference(item).sopInstanceUid(),
                    item.integer(Tag.FailureReason).orElseThrow());
        }
        return failures;
    }

    @Override
    public void close() {
        stopListening();
    }

    /** An association with the archive. */
    public final class Session implements AutoCloseable {

        private final Association association;
        private final DimseClient client;

        private Session(Association association) {
            this.association = association;
            this.client = new DimseClient(
                    association,
                    DimseServices.builder()
                            .add(CommandField.N_EVENT_REPORT, SOP_CLASS, exchange -> take(exchange, true))
                            .build());
        }

        /** @return the status of the N-ACTION response */
        public int request(Uid transactionUid, List<CommitmentReference> references) throws OperatingFailure {
            List<Attributes> items = references.stream()
                    .map(r -> new Attributes()
                            .put(Tag.ReferencedSOPClassUID, r.sopClassUid())
                            .put(Tag.ReferencedSOPInstanceUID, r.sopInstanceUid()))
                    .toList();
            return action(
                    SOP_INSTANCE,
                    1,
                    new Attributes()
                            .put(Tag.TransactionUID, Vr.UI, transactionUid.value())
                            .putItems(Tag.ReferencedSOPSequence, items));
        }

        /** Any N-ACTION, also one that no honest SCU would send. @return the status of its response */
        public int action(Uid sopInstance, int actionType, Attributes information) throws OperatingFailure {
            return client.action(
                            association.contextFor(SOP_CLASS).orElseThrow(),
                            SOP_CLASS,
                            sopInstance,
                            actionType,
                            information)
                    .status();
        }

        @Override
        public void close() {
            association.close();
        }
    }
}
