package dozo.core.pdu;

import dozo.core.value.Uid;
import java.util.Optional;

/**
 * The acceptor's answer to one presentation context (PS3.8 section 9.3.3.2).
 *
 * @param id the ID of the proposal
 * @param resultCode a code of {@link Result}, or one that the standard reserves, which means not accepted
 * @param transferSyntax the one chosen; significant only when accepted, where it is never empty
 */
public record ContextResult(int id, int resultCode, Optional<Uid> transferSyntax) {

    /** Result/Reason of PS3.8 table 9-18; the code is the ordinal. */
    public enum Result {
        ACCEPTANCE,
        USER_REJECTION,
        NO_REASON,
        ABSTRACT_SYNTAX_NOT_SUPPORTED,
        TRANSFER_SYNTAXES_NOT_SUPPORTED
    }

    public static ContextResult accepted(int id, Uid transferSyntax) {
        return new ContextResult(id, Result.ACCEPTANCE.ordinal(), Optional.of(transferSyntax));
    }

    /** @throws IllegalArgumentException when {@code reason} is acceptance */
    public static ContextResult rejected(int id, Result reason) {
        if (reason == Result.ACCEPTANCE) {
            throw new IllegalArgumentException("an accepted context needs a transfer syntax");
        }
        return new ContextResult(id, reason.ordinal(), Optional.empty());
    }

    public boolean isAccepted() {
        return resultCode == Result.ACCEPTANCE.ordinal();
    }
}
