/** Who may query or retrieve now, and who waits. */
package dozo.qr.turn;
