package dozo.core.association;

import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.CommonExtendedNegotiation;
import dozo.core.pdu.Octets;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/**
 * A presentation context that a requestor proposes. Immutable.
 *
 * @param transferSyntaxes in order of preference, at least one
 * @param scuRole whether the requestor would be SCU
 * @param scpRole whether the requestor would be SCP, as for the storage classes of a C-GET (PS3.7 section D.3.3.4)
 * @param extended SOP class extended negotiation for the abstract syntax, if any
 * @param commonExtended what service class and more general classes the abstract syntax belongs to, if that is told
 */
public record ProposedContext(
        Uid abstractSyntax,
        List<TransferSyntax> transferSyntaxes,
        boolean scuRole,
        boolean scpRole,
        Optional<Octets> extended,
        Optional<CommonExtendedNegotiation> commonExtended) {

    /** @throws IllegalArgumentException without a transfer syntax or without a role */
    public ProposedContext {
        transferSyntaxes = List.copyOf(transferSyntaxes);
        if (transferSyntaxes.isEmpty() || !(scuRole || scpRole)) {
            throw new IllegalArgumentException("a presentation context needs a transfer syntax and a role");
        }
    }

    /** The requestor as SCU, without extended negotiation: the usual case. */
    public static ProposedContext of(Uid abstractSyntax, TransferSyntax... transferSyntaxes) {
        return new ProposedContext(
                abstractSyntax, List.of(transferSyntaxes), true, false, Optional.empty(), Optional.empty());
    }

    /** The same, with these roles for the requestor, at least one of them. */
    public ProposedContext withRoles(boolean scu, boolean scp) {
        return new ProposedContext(abstractSyntax, transferSyntaxes, scu, scp, extended, commonExtended);
    }

    /** The same, with the requestor as SCP only. */
    public ProposedContext asScp() {
        return withRoles(false, true);
    }

    /** The same with this information for the SOP class's extended negotiation. */
    public ProposedContext withExtended(Octets information) {
        return new ProposedContext(
                abstractSyntax, transferSyntaxes, scuRole, scpRole, Optional.of(information), commonExtended);
    }

    /**
     * The same, telling an acceptor that may not know the abstract syntax what it is (PS3.7 section D.3.3.6).
     *
     * @param serviceClass such as the Storage Service Class, 1.2.840.10008.4.2
     * @param generalClasses SOP classes of which the abstract syntax is a special case; may be empty
     */
    public ProposedContext withCommonExtended(Uid serviceClass, List<Uid> generalClasses) {
        return new ProposedContext(
                abstractSyntax,
                transferSyntaxes,
                scuRole,
                scpRole,
                extended,
                Optional.of(new CommonExtendedNegotiation(abstractSyntax, serviceClass, generalClasses)));
    }
}
