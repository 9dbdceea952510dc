/** The archive among programs of others: each test names the program, and skips loudly where it is not installed. */
package dozo.admin.interop;
