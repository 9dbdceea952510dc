/** Data sets in memory: PS3.5 sections 6 and 7. How they are encoded is {@link dozo.core.encoding}'s. */
package dozo.core.dataset;
