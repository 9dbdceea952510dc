package dozo.storage.ingest;

import dozo.core.encoding.TransferSyntax;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sender says of the data set that follows. Immutable.
 *
 * @param abstractSyntax of the presentation context it came in
 * @param sopClassUid the command's Affected SOP Class UID; empty when absent or not valid
 * @param sopInstanceUid the command's Affected SOP Instance UID; empty when absent or not valid
 * @param syntax of the data set
 * @param peerAddress the sender's address in numeric form
 */
public record Arrival(
        Uid abstractSyntax,
        Optional<Uid> sopClassUid,
        Optional<Uid> sopInstanceUid,
        TransferSyntax syntax,
        AeTitle calling,
        AeTitle called,
        String peerAddress) {

    public Arrival {
        Objects.requireNonNull(abstractSyntax, "abstractSyntax");
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(syntax, "syntax");
        Objects.requireNonNull(calling, "calling");
        Objects.requireNonNull(called, "called");
        Objects.requireNonNull(peerAddress, "peerAddress");
    }
}
