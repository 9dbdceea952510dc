package dozo.core.encoding;

import java.io.IOException;

/** Grants the memory that a reader is about to use for what it keeps (INV-8). */
@FunctionalInterface
public interface Allowance {

    /** Grants everything: for readers whose number and {@link DecodingLimits} are bound enough. */
    Allowance UNSHARED = bytes -> {};

    /**
     * Takes note of memory that is about to be used; may wait for it.
     *
     * @param bytes not negative
     * @throws DecodingException when one data set may never have so much
     * @throws MemoryShortageException when it could not be had in time
     */
    void charge(long bytes) throws IOException;
}
