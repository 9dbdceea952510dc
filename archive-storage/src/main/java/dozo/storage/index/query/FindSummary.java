package dozo.storage.index.query;

import java.util.Objects;

/**
 * How a query ended.
 *
 * @param rows handed to the consumer
 * @param examined rows looked at for it
 */
public record FindSummary(FindEnd end, long rows, long examined) {

    public FindSummary {
        Objects.requireNonNull(end, "end");
    }
}
