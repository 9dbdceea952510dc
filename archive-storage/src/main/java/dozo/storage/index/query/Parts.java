package dozo.storage.index.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts a list of rows into parts with no more below each than a page holds. */
final class Parts {

    private Parts() {}

    /**
     * Parts in order, so that the rows below each are at most {@code max}, or the part is one row.
     *
     * @param children how many rows below one the index has counted
     */
    static <T> List<List<T>> of(List<T> rows, ToLongFunction<T> children, long max) {
        List<List<T>> parts = new ArrayList<>();
        List<T> part = new ArrayList<>();
        long sum = 0;
        for (T row : rows) {
            long count = children.applyAsLong(row);
            if (!part.isEmpty() && sum + count > max) {
                parts.add(part);
                part = new ArrayList<>();
                sum = 0;
            }
            part.add(row);
            sum += count;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
