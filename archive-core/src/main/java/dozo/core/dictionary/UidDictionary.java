package dozo.core.dictionary;

import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/** The UIDs of PS3.6 Annex A. Thread-safe; the table is read at first use. */
public final class UidDictionary {

    private UidDictionary() {}

    /** What is registered under {@code uid}; empty when nothing is. */
    public static Optional<UidEntry> entry(Uid uid) {
        return Optional.empty();
    }

    /** The UID of this keyword, such as {@code CTImageStorage}. */
    public static Optional<Uid> uidOf(String keyword) {
        return Optional.empty();
    }

    /** Every registered UID of one kind, in the order of the standard, retired ones too. */
    public static List<UidEntry> of(UidKind kind) {
        return List.of();
    }

    /** Every SOP class whose instances are sent by C-STORE, retired ones too. */
    public static List<UidEntry> storageClasses() {
        return List.of();
    }

    /** Whether {@code uid} is a registered storage SOP class, retired or not. */
    public static boolean isStorageClass(Uid uid) {
        return false;
    }

    /** The registered name, or the UID itself: for logs and tables. */
    public static String nameOf(Uid uid) {
        return entry(uid).map(UidEntry::name).orElse(uid.value());
    }
}
