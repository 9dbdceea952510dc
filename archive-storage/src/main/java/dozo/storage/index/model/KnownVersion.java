package dozo.storage.index.model;

import dozo.core.value.ContentDigest;
import java.util.Objects;

/**
 * One version under a SOP Instance UID that the index knows. Immutable.
 *
 * @param instance the version and its copies
 * @param current whether it is the one that is found and handed out; exactly one of an instance's versions is
 */
public record KnownVersion(StoredInstance instance, boolean current) {

    public KnownVersion {
        Objects.requireNonNull(instance, "instance");
    }

    /** Counts from 1. */
    public int version() {
        return instance.object().version();
    }

    public ContentDigest digest() {
        return instance.object().digest();
    }
}
