package dozo.core.dictionary;

import dozo.core.value.Uid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The UIDs of PS3.6 Annex A. Thread-safe; the table is read at first use. */
public final class UidDictionary {

    private static final Map<Uid, UidEntry> ENTRIES = read();
    private static final Map<UidKind, List<UidEntry>> BY_KIND =
            ENTRIES.values().stream().collect(Collectors.groupingBy(UidEntry::kind));
    private static final List<UidEntry> STORAGE_CLASSES =
            ENTRIES.values().stream().filter(UidEntry::storage).toList();
    private static final Map<String, Uid> BY_KEYWORD = ENTRIES.values().stream()
            .filter(entry -> !entry.keyword().isEmpty())
            .collect(Collectors.toMap(UidEntry::keyword, UidEntry::uid));

    private UidDictionary() {}

    private static Map<Uid, UidEntry> read() {
        TableRows rows = TableRows.read("uids.tsv");
        Map<Uid, UidEntry> entries = new LinkedHashMap<>();
        for (int row = 0; row < rows.count(); row++) {
            String[] columns = rows.columns(row);
            Uid uid = new Uid(columns[0]);
            entries.put(
                    uid,
                    new UidEntry(
                            uid,
                            UidKind.valueOf(columns[1]),
                            columns[2],
                            columns[5],
                            !columns[3].isEmpty(),
                            !columns[4].isEmpty()));
        }
        return entries;
    }

    /** What is registered under {@code uid}; empty when nothing is. */
    public static Optional<UidEntry> entry(Uid uid) {
        return Optional.ofNullable(ENTRIES.get(uid));
    }

    /** The UID of this keyword, such as {@code CTImageStorage}; empty when there is none such. */
    public static Optional<Uid> uidOf(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /** Every registered UID of one kind in ascending order, retired ones too. */
    public static List<UidEntry> of(UidKind kind) {
        return List.copyOf(BY_KIND.getOrDefault(kind, List.of()));
    }

    /** Every SOP class whose instances are sent by C-STORE in ascending order, retired ones too. */
    public static List<UidEntry> storageClasses() {
        return STORAGE_CLASSES;
    }

    /** Whether {@code uid} is a registered storage SOP class, retired or not. */
    public static boolean isStorageClass(Uid uid) {
        UidEntry entry = ENTRIES.get(uid);
        return entry != null && entry.storage();
    }

    /** The registered name, or the UID itself: for logs and tables. */
    public static String nameOf(Uid uid) {
        return entry(uid).map(UidEntry::name).orElse(uid.value());
    }
}
