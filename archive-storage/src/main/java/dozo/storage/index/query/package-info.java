/** What can be asked of the index, and how it is asked of the database. */
package dozo.storage.index.query;
