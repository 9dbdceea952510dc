package dozo.storage.index.query;

import dozo.core.dataset.Attributes;
import dozo.storage.index.model.Level;
import java.util.Objects;
import java.util.Set;

/**
 * One answer of the index.
 *
 * @param level of the entity
 * @param attributes of the entity and of those above it, with the computed ones that were asked for; the caller's to change.
 *     In the character set of the stored objects where these agree, else in UTF-8
 * @param leftOut tags of attributes that the entity or one above it has, with values too long for the index: only the stored
 *     object tells them. A condition on one of them was taken to hold
 */
public record IndexRow(Level level, Attributes attributes, Set<Integer> leftOut) {

    public IndexRow {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(attributes, "attributes");
        leftOut = Set.copyOf(leftOut);
    }
}
