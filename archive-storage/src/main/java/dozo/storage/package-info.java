/** Where images rest: volumes, journal, index, ingest, commitment, integrity. Imports {@code dozo.core} only. */
package dozo.storage;
