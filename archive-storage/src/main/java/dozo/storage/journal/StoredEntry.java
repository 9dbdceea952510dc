package dozo.storage.journal;

import java.util.Objects;

/** An object was stored. A line that repeats (SOP Instance UID, version) with the same digest says nothing new. */
public record StoredEntry(StoredObject object) implements JournalEntry {

    static final String KIND = "stored";

    public StoredEntry {
        Objects.requireNonNull(object, "object");
    }

    @Override
    public String kind() {
        return KIND;
    }
}
