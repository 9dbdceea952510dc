package dozo.core.association;

import java.util.concurrent.atomic.AtomicLong;

/** Hands out the identifiers by which log lines name connections and associations. */
final class AssociationIds {

    private static final AtomicLong NEXT = new AtomicLong(1);

    private AssociationIds() {}

    static String next() {
        return Long.toString(NEXT.getAndIncrement());
    }
}
