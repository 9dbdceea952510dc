/** How images are found and handed out: C-FIND, C-MOVE, C-GET. Imports {@code dozo.storage} and {@code dozo.core}. */
package dozo.qr;
