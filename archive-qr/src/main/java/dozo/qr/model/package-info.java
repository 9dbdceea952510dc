/** What C-FIND, C-MOVE and C-GET share: information models, extended negotiation, what is wrong with an identifier. */
package dozo.qr.model;
