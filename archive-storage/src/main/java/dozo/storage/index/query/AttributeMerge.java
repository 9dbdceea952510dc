package dozo.storage.index.query;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.ArrayList;
import java.util.List;

/** One data set of the attributes of several levels, which may have come in different character sets. */
final class AttributeMerge {

    private AttributeMerge() {}

    /** The levels' elements; in their common character set, or all in UTF-8 when they have none in common. */
    static Attributes merge(List<Attributes> levels) {
        SpecificCharacterSet first = levels.get(0).characterSet();
        boolean common =
                levels.stream().allMatch(level -> level.characterSet().terms().equals(first.terms()));
        Attributes merged = new Attributes();
        if (common) {
            levels.forEach(level -> level.elements().forEach(merged::put));
            return merged;
        }
        merged.put(
                Tag.SpecificCharacterSet,
                Vr.CS,
                SpecificCharacterSet.UTF_8.terms().toArray(String[]::new));
        levels.forEach(level -> putAll(level, merged));
        return merged;
    }

    private static void putAll(Attributes from, Attributes to) {
        for (Element element : from.elements()) {
            if (element.tag() == Tag.SpecificCharacterSet) {
                continue;
            }
            if (element instanceof Element.Items sequence) {
                List<Attributes> items = new ArrayList<>();
                for (Attributes item : sequence.items()) {
                    Attributes converted = new Attributes(SpecificCharacterSet.UTF_8);
                    putAll(item, converted);
                    items.add(converted);
                }
                to.put(new Element.Items(element.tag(), element.vr(), items));
            } else if (element.vr().usesSpecificCharacterSet() && !element.isEmpty()) {
                to.put(element.tag(), element.vr(), from.strings(element.tag()).toArray(String[]::new));
            } else {
                to.put(element);
            }
        }
    }
}
