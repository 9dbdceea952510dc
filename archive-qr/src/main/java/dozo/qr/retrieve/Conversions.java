package dozo.qr.retrieve;

import dozo.core.encoding.TransferSyntax;
import dozo.qr.transcode.Transcodings;
import java.util.List;

/** What a stored transfer syntax can be converted to. */
final class Conversions {

    /** Offered to every destination: the one that all must take comes last (PS3.5 section 10.1). */
    private static final List<TransferSyntax> UNCOMPRESSED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private Conversions() {}

    /** What a destination is offered beside the stored syntax itself, the best first; empty when nothing else is possible. */
    static List<TransferSyntax> offered(TransferSyntax stored) {
        return UNCOMPRESSED.stream()
                .filter(target -> !target.equals(stored) && isPossible(stored, target))
                .toList();
    }

    static boolean isPossible(TransferSyntax stored, TransferSyntax target) {
        return Transcodings.isConceivable(stored, target);
    }
}
