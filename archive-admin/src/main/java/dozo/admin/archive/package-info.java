/** The archive's rooms put together: opened in the one order that is safe, closed in the reverse. */
package dozo.admin.archive;
