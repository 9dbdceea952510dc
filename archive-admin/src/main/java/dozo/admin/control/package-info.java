/**
 * Administrative operations, and the channel by which a command has them done: by the running server through a
 * Unix-domain socket, or in the command's own process when no server runs.
 */
package dozo.admin.control;
