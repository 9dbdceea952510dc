/** Measures the archive and its peers: {@code tools/bench}. Programs of their own, not tests; nothing here runs in a build. */
package dozo.admin.bench;
