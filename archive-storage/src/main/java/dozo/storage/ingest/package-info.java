/** C-STORE: from a data set on an association to an object that is durable, journaled and indexed, or to a refusal. */
package dozo.storage.ingest;
