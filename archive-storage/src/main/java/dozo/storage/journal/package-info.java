/**
 * The receipt journal: what was stored, and every later fact about it, in append-only files beside the objects. It is the
 * last word: the index is a view of it (INV-4). The format is described in {@code STORE_FORMAT.md}.
 */
package dozo.storage.journal;
