/** The running archive: services assembled, listening, and stopping in order. */
package dozo.admin.server;
