package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The rows that a list of UIDs of their own level names, each read and tested by the statement that finds it. Where many rows have one
 * UID, which only a defective device makes, their keys are read first, so that no more than a page of rows is held.
 */
final class UidRows implements RowSource {

    private final Reads reads;
    private final Level level;
    private final List<String> uids;
    private int position;
    /** The rows of UIDs that have more than a page; null where it is at none. */
    private RowSource many;

    /** @param level STUDY, SERIES or IMAGE */
    UidRows(Reads reads, Level level, Collection<String> uids) {
        this.reads = reads;
        this.level = level;
        this.uids = uids.stream().distinct().toList();
    }

    @Override
    public Page next(int max, RowSelect select) throws OperatingFailure {
        Page page = Page.END;
        while (page.lookedAt() == 0 && !isFinished()) {
            page = many == null ? named(max, select) : many.next(max, select);
            many = many == null || many.isFinished() ? null : many;
        }
        return page;
    }

    private Page named(int max, RowSelect select) throws OperatingFailure {
        int end = Math.min(position + Math.min(max, UidKeys.UIDS_PER_STATEMENT), uids.size());
        List<String> part = uids.subList(position, end);
        position = end;
        Predicate named = Predicate.in(UidKeys.column(level), part);
        // Without an order, so that not all rows of one UID are sorted where there are many.
        Predicate rest = new Predicate(" where " + named.sql() + " limit " + (max + 1), named.parameters());
        List<LevelRow> found = new ArrayList<>();
        List<Long> keys = select.look(
                reads, select.key() + " as k", Predicate.of(select.tables()), rest, row -> row.getLong("k"), found);
        if (keys.size() <= max) {
            found.sort(Comparator.comparingLong(LevelRow::pk));
            return new Page(keys.size(), found);
        }
        many = RowSource.of(UidKeys.open(reads, level, level, part), reads);
        return many.next(max, select);
    }

    @Override
    public boolean isFinished() {
        return position >= uids.size() && many == null;
    }
}
