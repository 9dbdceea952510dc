package dozo.admin.modelling;

import dozo.admin.modelling.Universe.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the archive should hold, in plain maps and without the archive's code. Not thread-safe. */
final class Model {

    private final Map<Slot, Holding> holdings = new HashMap<>();

    Model() {
        Universe.slots().forEach(slot -> holdings.put(slot, new Holding()));
    }

    Holding of(Slot slot) {
        return holdings.get(slot);
    }

    /** Those of these slots that the archive must have. */
    List<Slot> certain(Predicate<Slot> which) {
        return Universe.slots().stream()
                .filter(which)
                .filter(slot -> of(slot).isCertain())
                .toList();
    }

    /** Those of these slots that the archive may have. */
    List<Slot> possible(Predicate<Slot> which) {
        return Universe.slots().stream()
                .filter(which)
                .filter(slot -> of(slot).isPossible())
                .toList();
    }
}
