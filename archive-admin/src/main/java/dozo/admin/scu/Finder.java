package dozo.admin.scu;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Priority;
import dozo.core.dimse.Response;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import java.util.List;
import java.util.function.Predicate;

/** Asks by C-FIND (PS3.4 section C.4.1). */
public final class Finder {

    private static final TransferSyntax[] SYNTAXES = {
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
    };

    private Finder() {}

    /** A context for a query or retrieve class. */
    static ProposedContext context(Uid sopClass) {
        return ProposedContext.of(sopClass, SYNTAXES);
    }

    /**
     * Hands each answer to {@code consumer}, which returns whether it wants more.
     *
     * @return whether all answers were given: false when the peer said that there are more, or the consumer had enough
     * @throws OperatingFailure when the peer cannot be reached or answers with a failure
     */
    public static boolean find(
            Remote remote, InformationModel model, Attributes identifier, Predicate<Attributes> consumer)
            throws OperatingFailure {
        try (Association association = remote.open(List.of(context(model.find())))) {
            return find(remote, association, model, identifier, consumer);
        }
    }

    /** The same on an association that is open. */
    static boolean find(
            Remote remote,
            Association association,
            InformationModel model,
            Attributes identifier,
            Predicate<Attributes> consumer)
            throws OperatingFailure {
        PresentationContext context = remote.context(association, model.find(), "C-FIND");
        boolean[] enough = new boolean[1];
        Response last = new DimseClient(association).find(context, identifier, Priority.MEDIUM, pending -> {
            enough[0] = enough[0] || !pending.dataSet().map(consumer::test).orElse(true);
            return !enough[0];
        });
        return completed(remote, last) && !enough[0];
    }

    private static boolean completed(Remote remote, Response last) throws OperatingFailure {
        int status = last.status();
        if (status == DimseStatus.SUCCESS) {
            return true;
        }
        if (status == DimseStatus.CANCEL || DimseStatus.isWarning(status)) {
            return false;
        }
        throw refused(remote, "C-FIND", last);
    }

    /** The failure of a request that a peer answered with a failure status. */
    static OperatingFailure refused(Remote remote, String service, Response last) {
        String comment = last.command().errorComment();
        return new OperatingFailure(
                FailureCode.PEER_REFUSED,
                remote.ae() + " answered the " + service + " with status " + DimseStatus.toString(last.status())
                        + (comment.isEmpty() ? "" : " (\"" + comment + "\")") + ".");
    }
}
