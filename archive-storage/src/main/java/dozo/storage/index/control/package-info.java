/** What the store does not know and no rebuild can bring back: the role, AE entries, Storage Commitment transactions. */
package dozo.storage.index.control;
