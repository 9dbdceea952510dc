/**
 * The relational index: a view of the store (INV-4) that finds instances by what their headers say, on H2 or PostgreSQL.
 *
 * <p>Two kinds of schema. The control schema holds what the store does not know: role and epoch, AE entries, Storage
 * Commitment transactions, and which index schema is in use. An index schema holds patients, studies, series, instances,
 * locations, conflicts and how far each journal has been applied; it can be built anew from the store alone while another
 * one serves. JPA and JDBC types stay below this package.
 */
package dozo.storage.index;
