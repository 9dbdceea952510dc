package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.dictionary.DictionaryEntry;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the conformance statement says of C-FIND keys: found out by asking the code that reads them. */
public final class KeyTable {

    /** Values that show which kinds of matching a representation has. */
    private static final Map<String, List<String>> PROBES = new LinkedHashMap<>();

    static {
        PROBES.put("single value", List.of("A", "1", "1.2", "20261122", "10"));
        PROBES.put("wildcard", List.of("A*"));
        PROBES.put("list", List.of("A\\B", "1\\2", "1.2\\1.3"));
        PROBES.put("range", List.of("20261101-20261122", "10-11"));
    }

    private KeyTable() {}

    /** One line of the table. */
    public record Line(Level level, int tag, String name, Vr vr, String matching) {}

    /** Every attribute that C-FIND knows, by level and tag. */
    public static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Level level : Level.values()) {
            FindKeys.all().forEach((tag, levelOfTag) -> {
                if (levelOfTag == level) {
                    lines.add(line(level, tag));
                }
            });
        }
        return lines;
    }

    /** The final statuses of a query that could be understood, with their comments. */
    public static Map<String, List<Object>> outcomes() {
        Map<String, List<Object>> outcomes = new LinkedHashMap<>();
        for (FindOutcome outcome : FindOutcome.values()) {
            outcomes.put(outcome.name(), List.of(outcome.status(), outcome.comment()));
        }
        return outcomes;
    }

    private static Line line(Level level, int tag) {
        Vr vr = DataDictionary.vrOf(tag);
        String name = DataDictionary.entry(tag).map(DictionaryEntry::name).orElse(Tag.toString(tag));
        return new Line(level, tag, name, vr, FindKeys.isMatched(tag) ? matching(tag, vr) : "returned only");
    }

    private static String matching(int tag, Vr vr) {
        if (vr == Vr.SQ) {
            return "sequence";
        }
        List<String> kinds = new ArrayList<>();
        PROBES.forEach((kind, values) -> {
            if (values.stream().anyMatch(value -> matches(kind, tag, vr, value))) {
                kinds.add(kind);
            }
        });
        return kinds.isEmpty() ? "returned only" : String.join(", ", kinds);
    }

    private static boolean matches(String kind, int tag, Vr vr, String value) {
        try {
            KeyMatch match = MatchingRules.of(tag, vr, probe(tag, vr, value));
            return match.supported() && match.conditions().stream().allMatch(condition -> isOf(kind, condition));
        } catch (InvalidIdentifier e) {
            return false;
        }
    }

    /** A binary number is a single value or a list, whatever it is: each one has as many bytes as its unit. */
    private static Attributes probe(int tag, Vr vr, String value) {
        if (vr.isText()) {
            return new Attributes().put(tag, vr, value);
        }
        int values = value.split("\\\\").length;
        return new Attributes().put(new Element.Bytes(tag, vr, new byte[values * (vr == Vr.AT ? 4 : vr.unitBytes())]));
    }

    private static boolean isOf(String kind, Condition condition) {
        return switch (kind) {
            case "wildcard" ->
                condition instanceof Condition.Wildcard
                        || condition instanceof Condition.Name name
                                && name.pattern().contains("*");
            case "list" ->
                condition instanceof Condition.OneOf
                        || condition instanceof Condition.UidList list
                                && list.uids().size() > 1
                        || condition instanceof Condition.Numbers list
                                && list.numbers().size() > 1
                        || condition instanceof Condition.AnyOf;
            case "range" ->
                condition instanceof Condition.DateRange
                        || condition instanceof Condition.TimeRange
                        || condition instanceof Condition.Moments range
                                && !range.from().equals(range.to());
            default ->
                !(condition instanceof Condition.Wildcard)
                        && !(condition instanceof Condition.OneOf)
                        && !(condition instanceof Condition.AnyOf);
        };
    }
}
