package dozo.qr.find;

import dozo.storage.index.query.Condition;
import dozo.storage.index.query.NameGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Matching of person names (PS3.4 section C.2.2.2.1; PS3.5 section 6.2.1). A key without {@code =} is looked for in all three
 * component groups, since an operator types whichever writing is at hand; a key with {@code =} names the group of each part.
 * Case, width and kind of kana make no difference: the index compares folded forms.
 */
final class NameMatching {

    private static final List<NameGroup> GROUPS =
            List.of(NameGroup.ALPHABETIC, NameGroup.IDEOGRAPHIC, NameGroup.PHONETIC);

    private NameMatching() {}

    static KeyMatch of(int tag, List<String> values) {
        List<String> names = values.stream().filter(value -> !value.isEmpty()).toList();
        List<Condition> choices = new ArrayList<>();
        for (String name : names) {
            KeyMatch match = of(tag, name);
            if (names.size() == 1 || match.conditions().isEmpty()) {
                return match;
            }
            if (match.conditions().size() > 1) {
                return KeyMatch.UNSUPPORTED;
            }
            choices.addAll(match.conditions());
        }
        return MatchingRules.anyOf(tag, choices);
    }

    private static KeyMatch of(int tag, String value) {
        String[] groups = value.split("=", -1);
        if (groups.length == 1) {
            return KeyMatch.of(new Condition.Name(tag, NameGroup.ANY, significant(groups[0])));
        }
        if (groups.length > GROUPS.size()) {
            return KeyMatch.UNSUPPORTED;
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            String pattern = significant(groups[i]);
            if (!MatchingRules.isUniversal(pattern)) {
                conditions.add(new Condition.Name(tag, GROUPS.get(i), pattern));
            }
        }
        return new KeyMatch(conditions, true);
    }

    /** Delimiters at the end mean nothing (PS3.5 section 6.2.1.1), so {@code Yamada^} is {@code Yamada}. */
    private static String significant(String group) {
        int end = group.length();
        while (end > 0 && (group.charAt(end - 1) == '^' || group.charAt(end - 1) == ' ')) {
            end--;
        }
        return group.substring(0, end);
    }
}
