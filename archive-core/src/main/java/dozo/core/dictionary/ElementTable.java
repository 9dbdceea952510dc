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

    private static final TableRows PLAIN = TableRows.read("elements.tsv");
    private static final TableRows REPEATING = TableRows.read("repeating-elements.tsv");

    private static final int[] TAGS = new int[PLAIN.count()];
    private static final Vr[] VRS = new Vr[PLAIN.count()];
    private static final int[] PATTERNS = new int[REPEATING.count()];
    private static final int[] MASKS = new int[REPEATING.count()];

    static {
        for (int row = 0; row < TAGS.length; row++) {
            TAGS[row] = PLAIN.hexAt(row, 0, 8);
            VRS[row] = firstVr(PLAIN.pairAt(row, PLAIN.offsetOf(row, 2)));
        }
        for (int row = 0; row < MASKS.length; row++) {
            String pattern = REPEATING.columns(row)[0];
            PATTERNS[row] = Integer.parseUnsignedInt(pattern.replace('x', '0'), 16);
            MASKS[row] =
                    Integer.parseUnsignedInt(pattern.replaceAll("[0-9A-F]", "F").replace('x', '0'), 16);
        }
    }

    private ElementTable() {}

    static Vr firstVr(int pair) {
        return Vr.of(pair >> 8, pair & 0xFF).orElse(Vr.UN);
    }

    static Optional<DictionaryEntry> entry(int tag) {
        int row = rowOf(tag);
        if (row >= 0) {
            return Optional.of(entry(tag, PLAIN.columns(row)));
        }
        int repeating = repeatingRowOf(tag);
        return repeating < 0 ? Optional.empty() : Optional.of(entry(tag, REPEATING.columns(repeating)));
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
        return new DictionaryEntry(tag, columns[1], columns[5], vrs(columns[2]), columns[3], !columns[4].isEmpty());
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

    /** Groups repeat in even numbers only; an odd group is private (PS3.5 sections 7.6 and 7.8). */
    private static int repeatingRowOf(int tag) {
        if ((tag & 0x00010000) != 0) {
            return -1;
        }
        for (int row = 0; row < MASKS.length; row++) {
            if ((tag & MASKS[row]) == PATTERNS[row]) {
                return row;
            }
        }
        return -1;
    }

    /** Held apart, since most processes never look up a keyword. */
    private static final class Keywords {

        static final Map<String, Integer> TAGS = new HashMap<>(16384);

        static {
            for (int row = 0; row < PATTERNS.length; row++) {
                TAGS.put(REPEATING.columns(row)[1], PATTERNS[row]);
            }
            for (int row = 0; row < ElementTable.TAGS.length; row++) {
                TAGS.put(PLAIN.columns(row)[1], ElementTable.TAGS[row]);
            }
            TAGS.remove("");
        }
    }
}
