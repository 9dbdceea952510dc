/** Threads that work in pools, and how they end. */
package dozo.core.thread;
