package dozo.core.charset;

import java.util.Arrays;

/**
 * A person's name in up to three writings (PS3.5 section 6.2, VR PN).
 *
 * @param alphabetic as in Latin letters, in the value's first group
 * @param ideographic as in kanji or hanja, in its second
 * @param phonetic as in kana or hangul, in its third
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

    /** The five components of one writing; each may be empty, none is null. */
    public record Group(String family, String given, String middle, String prefix, String suffix) {

        /** Without any component. */
        public static final Group EMPTY = new Group("", "", "", "", "");

        public boolean isEmpty() {
            return equals(EMPTY);
        }

        private static Group parse(String text) {
            String[] parts = text.split("\\^", -1);
            return new Group(part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
        }

        /** In the notation of a data set, without delimiters at the end. Identifies a patient: not for logs. */
        @Override
        public String toString() {
            return join("^", family, given, middle, prefix, suffix);
        }
    }

    /**
     * Takes one decoded value apart. Never fails: components beyond the fifth and groups beyond the third, which no writing
     * has, are left out; spaces and zero bytes around components are removed.
     */
    public static PersonName parse(String value) {
        String[] groups = value.split("=", -1);
        return new PersonName(Group.parse(part(groups, 0)), Group.parse(part(groups, 1)), Group.parse(part(groups, 2)));
    }

    public boolean isEmpty() {
        return alphabetic.isEmpty() && ideographic.isEmpty() && phonetic.isEmpty();
    }

    /** In the notation of a data set, without delimiters at the end. Identifies a patient: not for logs. */
    @Override
    public String toString() {
        return join("=", alphabetic.toString(), ideographic.toString(), phonetic.toString());
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index].replace("\0", "").strip() : "";
    }

    private static String join(String delimiter, String... parts) {
        int count = parts.length;
        while (count > 0 && parts[count - 1].isEmpty()) {
            count--;
        }
        return String.join(delimiter, Arrays.copyOf(parts, count));
    }
}
