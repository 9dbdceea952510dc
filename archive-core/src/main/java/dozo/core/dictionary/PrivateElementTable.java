package dozo.core.dictionary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Elements of known private creators (PS3.5 section 7.8). The block a creator reserved differs from object to object, so
 * only the group and the last two digits identify an element. Immutable.
 */
final class PrivateElementTable {

    private static final TableRows ROWS = TableRows.read("private-elements.tsv");
    /** Group and last two digits of each row. */
    private static final int[] KEYS = new int[ROWS.count()];
    /** First row of each creator and the row after its last. */
    private static final Map<String, int[]> RANGES = new HashMap<>();

    /** Marks a row that holds for all groups of one upper byte, written such as {@code 60xx}. */
    private static final int ANY_LOWER_BYTE = 1 << 24;

    static {
        String previous = null;
        int[] range = {};
        for (int row = 0; row < KEYS.length; row++) {
            String[] columns = ROWS.columns(row);
            KEYS[row] = key(columns[1], Integer.parseInt(columns[2], 16));
            if (!columns[0].equals(previous)) {
                previous = columns[0];
                range = new int[] {row, row};
                RANGES.put(previous, range);
            }
            range[1] = row + 1;
        }
    }

    private PrivateElementTable() {}

    private static int key(String group, int element) {
        return group.endsWith("xx")
                ? ANY_LOWER_BYTE | Integer.parseInt(group.substring(0, 2), 16) << 16 | element
                : Integer.parseInt(group, 16) << 8 | element;
    }

    static Optional<DictionaryEntry> entry(int tag, String creator) {
        int[] range = RANGES.get(creator.strip());
        if (range == null) {
            return Optional.empty();
        }
        int exact = tag >>> 16 << 8 | tag & 0xFF;
        int wide = ANY_LOWER_BYTE | tag >>> 24 << 16 | tag & 0xFF;
        for (int row = range[0]; row < range[1]; row++) {
            if (KEYS[row] == exact || KEYS[row] == wide) {
                String[] columns = ROWS.columns(row);
                return Optional.of(
                        new DictionaryEntry(tag, "", columns[5], ElementTable.vrs(columns[3]), columns[4], false));
            }
        }
        return Optional.empty();
    }
}
