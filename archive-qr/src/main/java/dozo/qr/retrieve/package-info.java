/** C-MOVE and C-GET: which instances, over which contexts, in which encoding, and the count of what became of them. */
package dozo.qr.retrieve;
