package dozo.core.association;

import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;

/**
 * An accepted presentation context of an open association. Immutable.
 *
 * @param id odd, 1 to 255
 * @param scu whether this side may invoke operations as SCU
 * @param scp whether this side may perform operations as SCP
 */
public record PresentationContext(
        int id, Uid abstractSyntax, TransferSyntax transferSyntax, boolean scu, boolean scp) {}
