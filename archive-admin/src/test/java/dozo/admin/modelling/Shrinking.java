package dozo.admin.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a short sequence that still fails, by leaving out halves, then quarters, and so on down to single steps. */
final class Shrinking {

    private Shrinking() {}

    /**
     * The shortest that was found.
     *
     * @param failing a sequence that fails
     * @param fails runs a sequence and tells whether it fails; asked at most {@code tries} times
     */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails, int tries) {
        List<T> shortest = failing;
        int left = tries;
        for (int size = (failing.size() + 1) / 2; size >= 1; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int start = 0; start < shortest.size() && left > 0; ) {
                List<T> shorter = without(shortest, start, size);
                left--;
                if (!shorter.isEmpty() && fails.test(shorter)) {
                    shortest = shorter;
                } else {
                    start += size;
                }
            }
        }
        return shortest;
    }

    private static <T> List<T> without(List<T> list, int start, int size) {
        List<T> rest = new ArrayList<>(list.subList(0, start));
        rest.addAll(list.subList(Math.min(list.size(), start + size), list.size()));
        return rest;
    }
}
