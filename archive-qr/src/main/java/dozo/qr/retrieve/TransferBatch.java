package dozo.qr.retrieve;

import dozo.core.association.ProposedContext;
import java.util.List;
import java.util.Set;

/**
 * What goes over associations of one and the same proposal.
 *
 * @param contexts at most {@link TransferPlan#MAX_CONTEXTS}
 * @param kinds of the instances that these contexts are for
 */
record TransferBatch(List<ProposedContext> contexts, Set<Kind> kinds) {

    TransferBatch {
        contexts = List.copyOf(contexts);
        kinds = Set.copyOf(kinds);
    }
}
