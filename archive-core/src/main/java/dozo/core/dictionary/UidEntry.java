package dozo.core.dictionary;

import dozo.core.value.Uid;

/**
 * What PS3.6 Annex A says of one UID.
 *
 * @param keyword such as {@code CTImageStorage}
 * @param name such as {@code CT Image Storage}
 * @param retired whether the standard no longer has it
 * @param storage whether it is a SOP class whose instances are sent by C-STORE (PS3.4 Annexes B and GG)
 */
public record UidEntry(Uid uid, UidKind kind, String keyword, String name, boolean retired, boolean storage) {}
