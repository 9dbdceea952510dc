package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.util.List;

/** Keys of rows that may match, in pages, each key once. */
interface KeySource {

    /** At most {@code max} further keys; none at the end. */
    List<Long> next(int max) throws OperatingFailure;

    /** Whether it is known that no further keys come, without asking for them. */
    boolean isFinished();

    /** These keys and no others. */
    static KeySource of(List<Long> keys) {
        return new KeySource() {
            private int from;

            @Override
            public List<Long> next(int max) {
                int to = Math.min(keys.size(), from + max);
                List<Long> page = keys.subList(from, to);
                from = to;
                return page;
            }

            @Override
            public boolean isFinished() {
                return from >= keys.size();
            }
        };
    }
}
