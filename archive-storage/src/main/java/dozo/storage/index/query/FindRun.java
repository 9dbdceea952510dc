package dozo.storage.index.query;

import dozo.core.dataset.Tag;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One query under way. Keys of rows that may match come in pages along one index; of those the ones whose conditions hold are
 * kept; below them come series and instances, in pages too. Nothing is held but one page of each level, so the first answer
 * comes after the first page and memory does not grow. Used by one thread.
 */
final class FindRun {

    /** Size of the first page, so that the first answer comes early, also where each row is a place on the disk of its own. */
    private static final int FIRST_PAGE = 8;

    /** The same where every page is a round trip, which takes as long as some dozens of rows. */
    private static final int FIRST_PAGE_FROM_SERVER = 64;

    /** How many times as long each page is as the one before. */
    private static final int GROWTH = 4;

    private final Reads reads;
    private final LevelReader reader;
    private final IndexQuery query;
    private final Conditions conditions;
    private final RowAssembly assembly;
    private final RowConsumer consumer;
    private final PageLimits limits;

    private long rows;
    private long examined;
    private FindEnd end;

    FindRun(Reads reads, IndexQuery query, RowConsumer consumer, PageLimits limits) {
        this.reads = reads;
        this.reader = new LevelReader(reads);
        this.query = query;
        this.conditions = new Conditions(query.level(), query.conditions());
        this.assembly = new RowAssembly(reads, query.returnTags());
        this.consumer = consumer;
        this.limits = limits;
    }

    FindSummary run() throws OperatingFailure, IOException {
        return runAlong(candidates());
    }

    /** As {@link #run()}, among these candidates only. */
    FindSummary runAlong(Candidates candidates) throws OperatingFailure, IOException {
        int size = firstPage();
        while (end == null && !candidates.isFinished()) {
            consumer.pause();
            look(candidates, size);
            size = Math.min(size * GROWTH, limits.rowsPerPage());
        }
        return new FindSummary(end == null ? FindEnd.COMPLETE : end, rows, examined);
    }

    private int firstPage() {
        return Math.min(reads.prefersOneStatement() ? FIRST_PAGE_FROM_SERVER : FIRST_PAGE, limits.rowsPerPage());
    }

    /** UIDs name few rows, the lowest level's the fewest; else one condition leads the way. */
    private Candidates candidates() throws OperatingFailure {
        for (int tag : new int[] {Tag.SOPInstanceUID, Tag.SeriesInstanceUID, Tag.StudyInstanceUID}) {
            Optional<List<String>> uids = conditions.uids(tag);
            if (uids.isPresent()) {
                Level named = Column.of(tag).orElseThrow().level();
                return named.isAbove(query.level()) || named == query.level()
                        ? Candidates.of(named, new UidRows(reads, named, uids.get()))
                        : Candidates.of(query.level(), UidKeys.open(reads, named, query.level(), uids.get()), reads);
            }
        }
        Level root = query.level() == Level.PATIENT ? Level.PATIENT : Level.STUDY;
        return Candidates.of(root, new Drivers(reads, root).choose(conditions.all()), reads);
    }

    private void look(Candidates candidates, int size) throws OperatingFailure, IOException {
        Level level = candidates.level();
        Predicate test = conditions.sql(Level.PATIENT, level);
        RowSource.Page page = candidates.next(
                size, notBefore -> LevelReader.rows(level, Predicate.all(List.of(whole(level, test), notBefore))));
        take(level, page.rows(), page.lookedAt());
    }

    /** A test of answers covers what must be below them, too. */
    private Predicate whole(Level level, Predicate test) {
        return level == query.level() ? Predicate.all(List.of(test, conditions.sqlBelow())) : test;
    }

    /** Rows on the level asked for are answers; of others those below are read. */
    private void take(Level level, List<LevelRow> found, long lookedAt) throws OperatingFailure, IOException {
        if (level == query.level()) {
            emit(found, lookedAt);
        } else {
            examined(lookedAt);
            assembly.remember(level, found);
            descend(level, found);
        }
    }

    private void descend(Level level, List<LevelRow> parents) throws OperatingFailure, IOException {
        Level below = Level.values()[level.ordinal() + 1];
        Predicate test = whole(below, conditions.sql(below, below));
        for (List<LevelRow> part : Parts.of(parents, LevelRow::children, limits.rowsPerPage())) {
            if (end != null) {
                return;
            }
            long children = part.stream().mapToLong(LevelRow::children).sum();
            if (children > limits.rowsPerPage()) {
                descendInPages(below, part.get(0).pk(), test);
            } else {
                consumer.pause();
                take(below, reader.below(below, LevelRow.keys(part), test), children);
            }
        }
    }

    /** What is below one row with very much below it. */
    private void descendInPages(Level below, long parent, Predicate test) throws OperatingFailure, IOException {
        int size = firstPage();
        long after = 0;
        while (end == null) {
            consumer.pause();
            List<LevelRow> page = reader.below(below, parent, after, size, test);
            take(below, page, page.size());
            if (page.size() < size) {
                return;
            }
            after = page.get(page.size() - 1).pk();
            size = Math.min(size * GROWTH, limits.rowsPerPage());
        }
    }

    private void emit(List<LevelRow> found, long lookedAt) throws OperatingFailure, IOException {
        assembly.loadAbove(query.level(), found);
        for (LevelRow row : found) {
            if (end != null) {
                return;
            }
            IndexRow answer = assembly.assemble(query.level(), row);
            if (holdsStored(row, answer)) {
                deliver(answer);
            }
        }
        examined(lookedAt);
    }

    private boolean holdsStored(LevelRow row, IndexRow answer) throws OperatingFailure, IOException {
        for (Condition condition : conditions.stored()) {
            // What only the object can tell is not looked at: better one match too many than one too few.
            if (!answer.leftOut().contains(condition.tag()) && !StoredMatch.holds(condition, answer.attributes())) {
                return false;
            }
        }
        return conditions.storedBelow().isEmpty() || holdsBelow(row);
    }

    /** Looks for something below the row that fulfils all conditions below, by a query of its own. */
    private boolean holdsBelow(LevelRow row) throws OperatingFailure, IOException {
        consumer.pause();
        IndexQuery below = new IndexQuery(conditions.lowestStored(), conditions.below(), query.returnTags(), 1);
        FindRun run = new FindRun(reads, below, new FirstOnly(consumer), limits);
        Level level = query.level();
        if (level == Level.PATIENT) {
            List<Long> studies = reads.list(
                    "select s.pk from {schema}.study s",
                    Predicate.of("s.patient_pk = ?", row.pk()),
                    " order by s.pk",
                    study -> study.getLong(1));
            level = Level.STUDY;
            run.runAlong(Candidates.of(level, KeySource.of(studies), reads));
        } else {
            run.runAlong(Candidates.of(level, KeySource.of(List.of(row.pk())), reads));
        }
        examined(run.examined);
        return run.rows > 0;
    }

    private void deliver(IndexRow answer) throws OperatingFailure, IOException {
        if (rows == query.limit()) {
            end = FindEnd.ROW_LIMIT;
            return;
        }
        rows++;
        if (!consumer.accept(answer)) {
            end = FindEnd.STOPPED;
        }
    }

    /**
     * Comes after every page, whether something was found or not. Rows looked at in vain count against the limit, so that a
     * query which finds much is not cut off by it.
     */
    private void examined(long count) {
        examined += count;
        if (end != null) {
            return;
        }
        if (consumer.isStopped()) {
            end = FindEnd.STOPPED;
        } else if (examined - rows > limits.examinedMax()) {
            end = FindEnd.SCAN_LIMIT;
        }
    }

    /** Wants to know whether there is a row at all, on behalf of another consumer. */
    private record FirstOnly(RowConsumer behind) implements RowConsumer {

        @Override
        public boolean accept(IndexRow row) {
            return false;
        }

        @Override
        public boolean isStopped() {
            return behind.isStopped();
        }
    }
}
