/** The words of the index: levels, versions, conflicts, limits, a batch; without a database, and leaning on no other package of it. */
package dozo.storage.index.model;
