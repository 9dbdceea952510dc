package dozo.storage.commitment;

import java.time.Instant;
import java.util.Optional;

/**
 * How the service stands, for operators. Immutable.
 *
 * @param open requests kept whose reports are not delivered yet
 * @param nextAttempt when the next of them is due
 * @param delivered reports delivered since the start
 * @param failedAttempts deliveries that failed since the start and were put off
 * @param abandoned reports given up since the start for their age
 */
public record CommitmentStatus(
        long open, Optional<Instant> nextAttempt, long delivered, long failedAttempts, long abandoned) {}
