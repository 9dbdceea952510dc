/** What the index knows of stored instances, as values without a database. */
package dozo.storage.index.model;
