package dozo.storage.volume;

import java.util.Objects;
import java.util.UUID;

/**
 * Which promotion of which process wrote something (INV-3). Compared for equality only, never by order: a database that
 * stepped back may issue the same number twice, the incarnation it cannot. Immutable.
 *
 * @param epoch counts promotions, from 1
 * @param incarnation drawn anew at each promotion
 */
public record WriterEpoch(long epoch, UUID incarnation) {

    private static final int SHORT_LENGTH = 8;

    /** @throws IllegalArgumentException when {@code epoch} is below 1 */
    public WriterEpoch {
        if (epoch < 1) {
            throw new IllegalArgumentException("epochs count from 1");
        }
        Objects.requireNonNull(incarnation, "incarnation");
    }

    /** How paths and journals are marked: the epoch and the first eight digits of the incarnation. */
    public String mark() {
        return epoch + "-" + incarnation.toString().substring(0, SHORT_LENGTH);
    }
}
