/** The {@code dozo} command: one class for each subcommand, which asks, shows and exits; the work is done elsewhere. */
package dozo.admin.command;
