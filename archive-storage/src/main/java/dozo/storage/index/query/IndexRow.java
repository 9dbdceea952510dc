package dozo.storage.index.query;

import dozo.core.dataset.Attributes;
import dozo.storage.index.model.Level;
import java.util.Objects;

/**
 * One answer of the index.
 *
 * @param level of the entity
 * @param attributes of the entity and of those above it, with the computed ones that were asked for; the caller's to change.
 *     In the character set of the stored objects where these agree, else in UTF-8
 */
public record IndexRow(Level level, Attributes attributes) {

    public IndexRow {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(attributes, "attributes");
    }
}
