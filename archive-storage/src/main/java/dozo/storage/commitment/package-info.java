/**
 * Storage Commitment Push Model, as its SCP (PS3.4 Annex J): a peer asks whether the archive has taken over safekeeping of
 * a list of instances before it deletes its own; Dozo says yes only for what it has just read back and digest-tested.
 */
package dozo.storage.commitment;
