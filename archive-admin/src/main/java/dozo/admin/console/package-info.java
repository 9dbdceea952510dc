/** What people see: tables, progress, and the one door to standard output. */
package dozo.admin.console;
