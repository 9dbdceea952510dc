/** The tables of one index schema: their mappings, which stay in here, and how a group of objects is written to them. */
package dozo.storage.index.table;
