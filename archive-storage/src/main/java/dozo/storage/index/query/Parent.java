package dozo.storage.index.query;

import java.util.ArrayList;
import java.util.List;

/**
 * A study or series whose rows below are to be read.
 *
 * @param children how many rows below it the index has counted
 */
record Parent(long pk, long children) implements RowSelect.Keyed {

    /** Cuts the list so that the rows below each part are at most {@code max}, or the part is one parent. */
    static List<List<Parent>> parts(List<Parent> parents, long max) {
        List<List<Parent>> parts = new ArrayList<>();
        List<Parent> part = new ArrayList<>();
        long children = 0;
        for (Parent parent : parents) {
            if (!part.isEmpty() && children + parent.children > max) {
                parts.add(part);
                part = new ArrayList<>();
                children = 0;
            }
            part.add(parent);
            children += parent.children;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    static List<Long> keys(List<Parent> parents) {
        return parents.stream().map(Parent::pk).toList();
    }
}
