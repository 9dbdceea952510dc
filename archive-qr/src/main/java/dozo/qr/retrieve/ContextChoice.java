package dozo.qr.retrieve;

import dozo.core.association.PresentationContext;
import dozo.core.encoding.TransferSyntax;
import java.util.List;
import java.util.Optional;

/** Over which of the accepted presentation contexts an instance goes: unchanged if there is any way. */
final class ContextChoice {

    private ContextChoice() {}

    /**
     * @param contexts accepted for the SOP class of the instance
     * @return the one of the stored transfer syntax, else the first that it can be converted to; empty when there is none
     */
    static Optional<PresentationContext> choose(List<PresentationContext> contexts, TransferSyntax stored) {
        List<PresentationContext> usable =
                contexts.stream().filter(PresentationContext::scu).toList();
        return usable.stream()
                .filter(context -> context.transferSyntax().equals(stored))
                .findFirst()
                .or(() -> usable.stream()
                        .filter(context -> Conversions.isPossible(stored, context.transferSyntax()))
                        .findFirst());
    }
}
