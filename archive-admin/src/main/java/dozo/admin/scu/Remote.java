package dozo.admin.scu;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.List;

/**
 * An AE to talk to, and as whom. Immutable.
 *
 * @param calling the title this side calls with
 */
public record Remote(RemoteAe ae, AeTitle calling, AssociationSettings settings) {

    /** Opens an association, to be closed by the caller. */
    public Association open(List<ProposedContext> contexts) throws OperatingFailure {
        return AssociationRequestor.open(ae, calling, contexts, settings);
    }

    /** The accepted context for {@code sopClass}. @throws OperatingFailure when the peer does not offer the service */
    public PresentationContext context(Association association, Uid sopClass, String service) throws OperatingFailure {
        return association
                .contextFor(sopClass)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.SOP_CLASS_NOT_SUPPORTED,
                        ae + " does not offer " + service + " to " + calling
                                + ". Nothing was done. Ask its administrator" + " whether " + calling
                                + " may use it."));
    }
}
