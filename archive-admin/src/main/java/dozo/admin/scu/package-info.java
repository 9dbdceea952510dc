/** What the commands do as requestor of associations, against this archive or any other AE: send, find, move, get, commit. */
package dozo.admin.scu;
