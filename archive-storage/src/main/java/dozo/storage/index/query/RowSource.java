package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.util.List;

/** Rows that may match, in pages, each row once. Used by one query. */
interface RowSource {

    /**
     * Some rows.
     *
     * @param lookedAt how many there were; none at the end
     * @param rows those that passed the test, in order
     */
    record Page(int lookedAt, List<LevelRow> rows) {

        static final Page END = new Page(0, List.of());
    }

    /** Of at most {@code max} further rows those that pass the test. */
    Page next(int max, RowSelect select) throws OperatingFailure;

    /** Whether it is known that no further rows come, without asking for them. */
    boolean isFinished();

    /** The rows with the keys of {@code source}. */
    static RowSource of(KeySource source, Reads reads) {
        return new RowSource() {
            @Override
            public Page next(int max, RowSelect select) throws OperatingFailure {
                List<Long> keys = source.next(max);
                return new Page(keys.size(), keys.isEmpty() ? List.of() : select.byKeys(reads, keys));
            }

            @Override
            public boolean isFinished() {
                return source.isFinished();
            }
        };
    }
}
