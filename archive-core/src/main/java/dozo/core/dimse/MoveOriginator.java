package dozo.core.dimse;

import dozo.core.value.AeTitle;

/**
 * Who caused a C-STORE sub-operation by a C-MOVE (PS3.7 section 9.1.1.1).
 *
 * @param messageId of the C-MOVE request
 */
public record MoveOriginator(AeTitle title, int messageId) {}
