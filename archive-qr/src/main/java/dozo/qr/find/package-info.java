/** C-FIND: from an identifier to conditions on the index, and from rows of the index to answers (PS3.4 section C.4.1). */
package dozo.qr.find;
