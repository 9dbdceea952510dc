package dozo.core.association;

import dozo.core.pdu.Octets;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an acceptor supports of one abstract syntax.
 *
 * @param syntaxChoice picks one of the transfer syntaxes offered, or none
 * @param requestorMayBeScp whether role selection may make the requestor SCP, as for the storage classes of a C-GET
 * @param extendedAnswer answers an extended negotiation, or leaves it unanswered
 */
public record ContextRule(
        Function<List<Uid>, Optional<Uid>> syntaxChoice,
        boolean requestorMayBeScp,
        Function<Octets, Optional<Octets>> extendedAnswer) {

    /** The first of {@code preference} that is offered; if none is and {@code others} is true, the first offered. */
    public static ContextRule preferring(List<Uid> preference, boolean others) {
        List<Uid> order = List.copyOf(preference);
        Function<List<Uid>, Optional<Uid>> choice = offered -> {
            Optional<Uid> preferred = order.stream().filter(offered::contains).findFirst();
            return preferred.isEmpty() && others ? offered.stream().findFirst() : preferred;
        };
        return new ContextRule(choice, false, information -> Optional.empty());
    }

    /** The same, and the requestor may be SCP. */
    public ContextRule withRequestorAsScp() {
        return new ContextRule(syntaxChoice, true, extendedAnswer);
    }

    /** The same, and extended negotiation is answered by {@code answer}. */
    public ContextRule withExtended(Function<Octets, Optional<Octets>> answer) {
        return new ContextRule(syntaxChoice, requestorMayBeScp, answer);
    }
}
