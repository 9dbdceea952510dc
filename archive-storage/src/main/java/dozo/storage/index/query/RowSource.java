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
    record Page<T>(int lookedAt, List<T> rows) {}

    /** Of at most {@code max} further rows those that pass the test. */
    <T extends RowSelect.Keyed> Page<T> next(int max, RowSelect<T> select) throws OperatingFailure;

    /** Whether it is known that no further rows come, without asking for them. */
    boolean isFinished();

    /** The rows with the keys of {@code source}. */
    static RowSource of(KeySource source, Reads reads) {
        return new RowSource() {
            @Override
            public <T extends RowSelect.Keyed> Page<T> next(int max, RowSelect<T> select) throws OperatingFailure {
                List<Long> keys = source.next(max);
                return new Page<>(keys.size(), keys.isEmpty() ? List.of() : select.byKeys(reads, keys));
            }

            @Override
            public boolean isFinished() {
                return source.isFinished();
            }
        };
    }
}
