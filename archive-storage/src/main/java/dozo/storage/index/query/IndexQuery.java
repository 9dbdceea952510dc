package dozo.storage.index.query;

import dozo.storage.index.model.Level;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A question to the index: entities of one level for which every condition holds. Conditions may speak of any level; one of
 * a lower level holds when some entity below fulfils all conditions of that level together. Immutable.
 *
 * @param level of the entities wanted
 * @param conditions none means all entities of the level
 * @param returnTags attributes the caller will read; computed ones cost time only when named here
 * @param limit most rows wanted; the summary tells whether there were more
 */
public record IndexQuery(Level level, List<Condition> conditions, Set<Integer> returnTags, int limit) {

    /** @throws IllegalArgumentException when {@code limit} is not positive */
    public IndexQuery {
        Objects.requireNonNull(level, "level");
        conditions = List.copyOf(conditions);
        returnTags = Set.copyOf(returnTags);
        if (limit < 1) {
            throw new IllegalArgumentException("a query wants at least one row");
        }
    }
}
