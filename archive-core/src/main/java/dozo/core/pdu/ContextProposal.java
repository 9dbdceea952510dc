package dozo.core.pdu;

import dozo.core.value.Uid;
import java.util.List;

/**
 * A presentation context as proposed in A-ASSOCIATE-RQ (PS3.8 section 9.3.2.2).
 *
 * @param id odd, 1 to 255
 * @param transferSyntaxes in the order proposed; those that are no valid UID have been left out
 */
public record ContextProposal(int id, Uid abstractSyntax, List<Uid> transferSyntaxes) {

    /** Presentation contexts that fit into one association: the odd numbers of one byte. */
    public static final int MAX_CONTEXTS = 128;

    public ContextProposal {
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }
}
