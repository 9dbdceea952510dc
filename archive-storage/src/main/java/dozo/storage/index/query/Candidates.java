package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.List;

/** Keys of rows of one level that may match, from one source after the other. */
final class Candidates {

    /**
     * Some keys.
     *
     * @param notBefore what must hold of their rows so that none comes twice
     */
    record Page(List<Long> keys, Predicate notBefore) {}

    private final Level level;
    private final List<KeySource> sources;
    private final List<Predicate> notBefore;
    private int current;

    private Candidates(Level level, List<KeySource> sources, List<Predicate> notBefore) {
        this.level = level;
        this.sources = sources;
        this.notBefore = notBefore;
    }

    static Candidates of(Level level, KeySource source) {
        return new Candidates(level, List.of(source), List.of(Predicate.TRUE));
    }

    static Candidates of(Level level, Driver driver, Reads reads) {
        List<KeySource> sources = new ArrayList<>();
        List<Predicate> notBefore = new ArrayList<>();
        for (int i = 0; i < driver.branches().size(); i++) {
            sources.add(driver.branches().get(i).span().open(reads));
            notBefore.add(driver.notBefore(i));
        }
        return new Candidates(level, sources, notBefore);
    }

    /** Whose keys they are. */
    Level level() {
        return level;
    }

    /** Whether it is known that no page follows, without asking for it. */
    boolean isFinished() {
        return current == sources.size() - 1 && sources.get(current).isFinished();
    }

    /** At most {@code max} keys; a page without keys at the end. */
    Page next(int max) throws OperatingFailure {
        List<Long> keys = sources.get(current).next(max);
        while (keys.isEmpty() && current + 1 < sources.size()) {
            current++;
            keys = sources.get(current).next(max);
        }
        return new Page(keys, notBefore.get(current));
    }
}
