package dozo.qr.find;

import dozo.core.dataset.Tag;
import dozo.storage.index.query.Level;
import java.util.Optional;
import java.util.Set;

/** Which elements of an identifier are keys, and who knows their values (PS3.4 sections C.2.2.1 and C.6). */
final class FindKeys {

    /** They say how the identifier is to be read. */
    private static final Set<Integer> NOT_KEYS =
            Set.of(Tag.SpecificCharacterSet, Tag.QueryRetrieveLevel, Tag.TimezoneOffsetFromUTC);

    /** They follow from the archive, not from what is stored; they are returned, not matched. */
    private static final Set<Integer> OF_THE_ARCHIVE = Set.of(Tag.RetrieveAETitle, Tag.InstanceAvailability);

    private FindKeys() {}

    static boolean isKey(int tag) {
        return !NOT_KEYS.contains(tag) && Tag.element(tag) != 0;
    }

    static boolean isAnsweredByArchive(int tag) {
        return OF_THE_ARCHIVE.contains(tag);
    }

    /** The level whose entities have the attribute; empty when the index keeps it at none. */
    static Optional<Level> levelOf(int tag) {
        return Optional.of(Level.STUDY);
    }
}
