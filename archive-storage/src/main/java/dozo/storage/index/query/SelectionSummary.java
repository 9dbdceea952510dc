package dozo.storage.index.query;

import dozo.core.value.Uid;
import java.util.List;

/**
 * What a selection holds, for planning a transfer. Immutable.
 *
 * @param kinds the most frequent first
 */
public record SelectionSummary(List<Kind> kinds) {

    /** So many instances of one SOP class in one transfer syntax. */
    public record Kind(Uid sopClassUid, Uid transferSyntaxUid, long instances, long bytes) {}

    public SelectionSummary {
        kinds = List.copyOf(kinds);
    }

    public long instances() {
        return kinds.stream().mapToLong(Kind::instances).sum();
    }
}
