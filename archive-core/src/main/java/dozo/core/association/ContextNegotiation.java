package dozo.core.association;

import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.RoleSelection;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers the presentation contexts of a request by one rule for each abstract syntax (PS3.8 section 7.1.1.13, PS3.7 D.3.3). */
public final class ContextNegotiation {

    private ContextNegotiation() {}

    /**
     * @param rules the rule for an abstract syntax, or empty when it is not supported
     */
    public static Acceptance.Accepted answer(AssociateRequest request, Function<Uid, Optional<ContextRule>> rules) {
        List<ContextResult> results = new ArrayList<>();
        for (ContextProposal proposal : request.contexts()) {
            results.add(answer(proposal, rules.apply(proposal.abstractSyntax())));
        }
        return new Acceptance.Accepted(results, roles(request, rules), extended(request, rules), Optional.empty());
    }

    private static ContextResult answer(ContextProposal proposal, Optional<ContextRule> rule) {
        if (rule.isEmpty()) {
            return ContextResult.rejected(proposal.id(), ContextResult.Result.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        }
        return rule.get()
                .syntaxChoice()
                .apply(proposal.transferSyntaxes())
                .map(syntax -> ContextResult.accepted(proposal.id(), syntax))
                .orElseGet(() ->
                        ContextResult.rejected(proposal.id(), ContextResult.Result.TRANSFER_SYNTAXES_NOT_SUPPORTED));
    }

    private static List<RoleSelection> roles(AssociateRequest request, Function<Uid, Optional<ContextRule>> rules) {
        List<RoleSelection> answers = new ArrayList<>();
        for (RoleSelection proposed : request.userInformation().roleSelections()) {
            rules.apply(proposed.sopClass())
                    .ifPresent(rule -> answers.add(new RoleSelection(
                            proposed.sopClass(), proposed.scu(), proposed.scp() && rule.requestorMayBeScp())));
        }
        return answers;
    }

    private static List<ExtendedNegotiation> extended(
            AssociateRequest request, Function<Uid, Optional<ContextRule>> rules) {
        List<ExtendedNegotiation> answers = new ArrayList<>();
        for (ExtendedNegotiation proposed : request.userInformation().extendedNegotiations()) {
            rules.apply(proposed.sopClass())
                    .flatMap(rule -> rule.extendedAnswer().apply(proposed.information()))
                    .ifPresent(answer -> answers.add(new ExtendedNegotiation(proposed.sopClass(), answer)));
        }
        return answers;
    }
}
