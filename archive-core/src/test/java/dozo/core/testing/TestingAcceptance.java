package dozo.core.testing;

import dozo.core.association.AcceptancePolicy;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/** Acceptance policies for tests. */
public final class TestingAcceptance {

    private TestingAcceptance() {}

    /** Accepts every context with the first transfer syntax offered, and lets the requestor be SCP. */
    public static AcceptancePolicy everything() {
        ContextRule rule = ContextRule.preferring(List.of(), true).withRequestorAsScp();
        return (request, peer, certificate) -> ContextNegotiation.answer(request, uid -> Optional.of(rule));
    }

    /** Accepts these abstract syntaxes with the first transfer syntax offered. */
    public static AcceptancePolicy only(Uid... abstractSyntaxes) {
        ContextRule rule = ContextRule.preferring(List.of(), true);
        return (request, peer, certificate) -> ContextNegotiation.answer(
                request, uid -> List.of(abstractSyntaxes).contains(uid) ? Optional.of(rule) : Optional.empty());
    }
}
