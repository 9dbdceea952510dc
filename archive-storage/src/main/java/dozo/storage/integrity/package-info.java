/**
 * Stored bytes are tested wherever they pass (INV-5) and the index is held to the store (INV-4): the digest-tested source of
 * objects with its repair from another copy, reconciliation at start-up, reindex and verify. Nothing here ever overwrites
 * or deletes a stored file.
 */
package dozo.storage.integrity;
