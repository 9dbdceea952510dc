package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows of one level that may match, from one source after the other. */
final class Candidates {

    private final Level level;
    private final List<RowSource> sources;
    private final List<Predicate> notBefore;
    private int current;

    private Candidates(Level level, List<RowSource> sources, List<Predicate> notBefore) {
        this.level = level;
        this.sources = sources;
        this.notBefore = notBefore;
    }

    static Candidates of(Level level, KeySource source, Reads reads) {
        return of(level, RowSource.of(source, reads));
    }

    static Candidates of(Level level, RowSource source) {
        return new Candidates(level, List.of(source), List.of(Predicate.TRUE));
    }

    static Candidates of(Level level, Driver driver, Reads reads) {
        List<RowSource> sources = new ArrayList<>();
        List<Predicate> notBefore = new ArrayList<>();
        for (int i = 0; i < driver.branches().size(); i++) {
            sources.add(driver.branches().get(i).span().open(reads));
            notBefore.add(driver.notBefore(i));
        }
        return new Candidates(level, sources, notBefore);
    }

    /** Whose rows they are. */
    Level level() {
        return level;
    }

    /** Whether it is known that no page follows, without asking for it. */
    boolean isFinished() {
        return current == sources.size() - 1 && sources.get(current).isFinished();
    }

    /**
     * Of at most {@code max} rows those that pass the test; a page of none looked at at the end.
     *
     * @param select given what must hold so that no row comes twice
     */
    RowSource.Page next(int max, Function<Predicate, RowSelect> select) throws OperatingFailure {
        RowSource.Page page = nextOfCurrent(max, select);
        while (page.lookedAt() == 0 && current + 1 < sources.size()) {
            current++;
            page = nextOfCurrent(max, select);
        }
        return page;
    }

    private RowSource.Page nextOfCurrent(int max, Function<Predicate, RowSelect> select) throws OperatingFailure {
        return sources.get(current).next(max, select.apply(notBefore.get(current)));
    }
}
