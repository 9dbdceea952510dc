package dozo.storage.commitment;

import dozo.core.value.Uid;

/**
 * One instance a peer asks about, as the peer names it: an item of Referenced SOP Sequence (PS3.3 section C.14). Immutable.
 *
 * @param sopClassUid the Referenced SOP Class UID, which need not be the stored one
 * @param sopInstanceUid the Referenced SOP Instance UID
 */
public record SopReference(Uid sopClassUid, Uid sopInstanceUid) {}
