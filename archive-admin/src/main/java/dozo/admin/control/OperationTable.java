package dozo.admin.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Operations by name. Immutable.
 *
 * @param <C> what they work on
 */
public final class OperationTable<C> {

    private final Map<String, Operation<C, ?, ?>> byName = new HashMap<>();

    /** @throws IllegalArgumentException when two have one name */
    public OperationTable(List<? extends Operation<C, ?, ?>> operations) {
        for (Operation<C, ?, ?> operation : operations) {
            if (byName.put(operation.name(), operation) != null) {
                throw new IllegalArgumentException("two operations are named " + operation.name());
            }
        }
    }

    Optional<Operation<C, ?, ?>> operation(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
