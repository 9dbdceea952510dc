/** What the index takes from an object's header: search values for columns, and each level's attributes as encoded data sets. */
package dozo.storage.index.header;
