/** The archives that are measured: each started in a folder of its own, called alike, watched from outside, and stopped. */
package dozo.admin.bench.peer;
