package dozo.storage.journal;

import java.util.Objects;

/**
 * How far a journal has been applied: every line that ends at or before {@code bytes}. Immutable.
 *
 * @param journal the journal's name, its path below the root of each volume that holds it
 * @param bytes from its beginning, at the end of a line, or 0
 */
public record JournalPosition(String journal, long bytes) {

    /** @throws IllegalArgumentException when {@code bytes} is negative */
    public JournalPosition {
        Objects.requireNonNull(journal, "journal");
        if (bytes < 0) {
            throw new IllegalArgumentException("a position cannot be negative");
        }
    }
}
