package dozo.core.dictionary;

import dozo.core.dataset.Vr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The elements of PS3.6 and PS3.7: plain ones by binary search, repeating groups by mask. Immutable. */
final class ElementTable {

    private static final TableRows ROWS = TableRows.read("elements.tsv");
    private static final int[] TAGS = new int[ROWS.count()];
    private static final Vr[] VRS = new Vr[ROWS.count()];

    private static final int KEYWORD = 4;
    /** Where the column of the VR begins in each row. */
    private static final int VR_OFFSET = 9;

    static {
        for (int row = 0; row < TAGS.length; row++) {
            TAGS[row] = ROWS.hexAt(row, 0, 8);
            VRS[row] = ROWS.vrAt(row, VR_OFFSET);
        }
    }

    private ElementTable() {}

    static Optional<DictionaryEntry> entry(int tag) {
        int row = rowOf(tag);
        if (row >= 0) {
            return Optional.of(entry(tag, ROWS.columns(row)));
        }
        return Repeating.entry(tag);
    }

    static Optional<Vr> vr(int tag) {
        int row = rowOf(tag);
        return row >= 0 ? Optional.of(VRS[row]) : entry(tag).map(DictionaryEntry::vr);
    }

    static OptionalInt tagOf(String keyword) {
        Integer tag = Keywords.TAGS.get(keyword);
        return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
    }

    private static DictionaryEntry entry(int tag, String[] columns) {
        return new DictionaryEntry(
                tag, columns[KEYWORD], columns[5], vrs(columns[1]), columns[2], !columns[3].isEmpty());
    }

    static List<Vr> vrs(String column) {
        List<Vr> vrs = new ArrayList<>();
        for (String vr : column.split("/")) {
            if (!vr.isEmpty()) {
                vrs.add(Vr.valueOf(vr));
            }
        }
        return vrs;
    }

    private static int rowOf(int tag) {
        int low = 0;
        int high = TAGS.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(TAGS[middle], tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The elements of which a group or element number may be one of several; read when no plain one was found. */
    private static final class Repeating {

        static final TableRows ROWS = TableRows.read("repeating-elements.tsv");
        static final int[] PATTERNS = new int[ROWS.count()];
        static final int[] MASKS = new int[ROWS.count()];

        static {
            for (int row = 0; row < MASKS.length; row++) {
                String pattern = ROWS.columns(row)[0];
                for (int i = 0; i < pattern.length(); i++) {
                    int digit = Character.digit(pattern.charAt(i), 16);
                    PATTERNS[row] = PATTERNS[row] << 4 | Math.max(digit, 0);
                    MASKS[row] = MASKS[row] << 4 | (digit < 0 ? 0 : 0xF);
                }
            }
        }

        /** Groups repeat in even numbers only; an odd group is private (PS3.5 sections 7.6 and 7.8). */
        static Optional<DictionaryEntry> entry(int tag) {
            for (int row = 0; row < MASKS.length && (tag & 0x00010000) == 0; row++) {
                if ((tag & MASKS[row]) == PATTERNS[row]) {
                    return Optional.of(ElementTable.entry(tag, ROWS.columns(row)));
                }
            }
            return Optional.empty();
        }
    }

    /** Held apart, since most processes never look up a keyword. */
    private static final class Keywords {

        static final Map<String, Integer> TAGS = new HashMap<>(16384);

        static {
            for (int row = 0; row < Repeating.PATTERNS.length; row++) {
                TAGS.put(Repeating.ROWS.columns(row)[KEYWORD], Repeating.PATTERNS[row]);
            }
            for (int row = 0; row < ElementTable.TAGS.length; row++) {
                TAGS.put(ROWS.columns(row)[KEYWORD], ElementTable.TAGS[row]);
            }
            TAGS.remove("");
        }
    }
}
