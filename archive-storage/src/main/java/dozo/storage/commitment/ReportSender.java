package dozo.storage.commitment;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.util.List;

/** Delivers reports by N-EVENT-REPORT (PS3.4 section J.3.3). Thread-safe. */
final class ReportSender {

    private final AeTitle aeTitle;
    private final AssociationSettings settings;

    ReportSender(AeTitle aeTitle, AssociationSettings settings) {
        this.aeTitle = aeTitle;
        this.settings = settings;
    }

    /**
     * Opens an association on which this side is SCP of the class though it asked for it (PS3.7 section D.3.3.4); the caller
     * closes it. A peer that answers no role selection is served all the same: it accepted the context, and knows what comes.
     *
     * @throws OperatingFailure when the peer cannot be reached, or takes no reports
     */
    Association open(RemoteAe peer) throws OperatingFailure {
        ProposedContext context = ProposedContext.of(
                        CommitmentProvider.SOP_CLASS,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .asScp();
        Association association = AssociationRequestor.open(peer, aeTitle, List.of(context), settings);
        if (association.contexts().isEmpty()) {
            association.release();
            throw new OperatingFailure(
                    FailureCode.ASSOCIATION_REJECTED,
                    peer + " accepts associations but not Storage Commitment with this archive as SCP. Correct its"
                            + " configuration, or its entry in the AE table.");
        }
        return association;
    }

    /** Reports on an association of our own. Errors as {@link #report(DimseClient, PresentationContext, CommitmentResult)}. */
    void report(Association association, CommitmentResult result) throws OperatingFailure {
        report(new DimseClient(association), association.contexts().get(0), result);
    }

    /**
     * Reports and waits for the peer's answer.
     *
     * @throws OperatingFailure when no answer comes, or one that is no success: the report is not delivered then
     */
    void report(DimseClient client, PresentationContext context, CommitmentResult result) throws OperatingFailure {
        int status = client.eventReport(
                        context,
                        CommitmentProvider.SOP_CLASS,
                        CommitmentProvider.SOP_INSTANCE,
                        result.eventTypeId(),
                        CommitmentDataset.eventInformation(result, aeTitle))
                .status();
        if (!DimseStatus.isDone(status)) {
            throw new OperatingFailure(
                    FailureCode.PROTOCOL_VIOLATION,
                    "The peer answered the report of transaction " + result.transactionUid() + " with "
                            + DimseStatus.toString(status) + ".");
        }
    }
}
