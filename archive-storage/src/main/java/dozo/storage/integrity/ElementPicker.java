package dozo.storage.integrity;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Picks elements out of a data set, walking through it once and holding nothing else. Used by one thread, once. */
final class ElementPicker {

    private static final int FIRST_CREATOR = 0x0010;
    private static final int AFTER_CREATORS = 0x0100;

    private final DatasetReader reader;
    private final Attributes found = new Attributes();
    private final Set<Integer> leftOut = new HashSet<>();

    /** @param reader behind Specific Character Set; what it has passed is not found */
    ElementPicker(DatasetReader reader) {
        this.reader = reader;
    }

    /**
     * The wanted elements, as far as they are there, with the character set that governs them.
     *
     * @throws DecodingException when the data set cannot be understood; what passes a limit is left out instead
     */
    ObjectElements.Found pick(Collection<WantedElement> wanted) throws IOException {
        SortedMap<Integer, List<WantedElement>> groups = new TreeMap<>();
        wanted.forEach(element -> groups.computeIfAbsent(Tag.group(element.tag()), group -> new ArrayList<>())
                .add(element));
        Set<Integer> waiting = new HashSet<>();
        wanted.forEach(element -> waiting.add(element.tag()));
        try {
            for (List<WantedElement> group : groups.values()) {
                for (Map.Entry<Integer, Integer> place : places(group).entrySet()) {
                    keep(place.getKey(), place.getValue());
                    waiting.remove(place.getValue());
                }
                group.forEach(element -> waiting.remove(element.tag()));
            }
        } catch (DecodingException e) {
            if (e.reason() != DecodingException.Reason.LIMIT_EXCEEDED) {
                throw e;
            }
            // Where the reader stands now nobody knows, so what comes behind stays out too.
            leftOut.addAll(waiting);
        }
        return new ObjectElements.Found(found, leftOut);
    }

    /** Under which tags the elements of one group lie in the object, in order, and under which they are wanted. */
    private SortedMap<Integer, Integer> places(List<WantedElement> group) throws IOException {
        SortedMap<Integer, Integer> places = new TreeMap<>(Integer::compareUnsigned);
        Map<String, Integer> creators = new HashMap<>();
        Attributes reserved = new Attributes();
        int first = group.get(0).tag() & 0xFFFF0000;
        if (group.stream().anyMatch(element -> !element.privateCreator().isEmpty())) {
            reader.passUntil(first | FIRST_CREATOR);
            reserved = reader.readUntil(first | AFTER_CREATORS);
            for (Element creator : reserved.elements()) {
                reserved.string(creator.tag()).ifPresent(name -> creators.putIfAbsent(name, creator.tag()));
            }
        }
        for (WantedElement element : group) {
            if (element.privateCreator().isEmpty()) {
                reserved.element(element.tag()).ifPresent(found::put);
                places.put(element.tag(), element.tag());
            } else if (creators.containsKey(element.privateCreator())) {
                places.put(element.inBlockOf(creators.get(element.privateCreator())), element.tag());
            }
        }
        return places;
    }

    private void keep(int tag, int wanted) throws IOException {
        reader.passUntil(tag);
        Element element = reader.readUntil(tag + 1).element(tag).orElse(null);
        if (element instanceof Element.Bytes bytes) {
            found.put(new Element.Bytes(wanted, bytes.vr(), bytes.value()));
        } else if (element instanceof Element.Items items && isWhole(items)) {
            found.put(new Element.Items(wanted, items.vr(), items.items()));
        } else if (element != null) {
            leftOut.add(wanted);
        }
    }

    /** A sequence that holds a value too long to be read is not answered without it: it would look complete. */
    private static boolean isWhole(Element element) {
        if (element instanceof Element.Items sequence) {
            return sequence.items().stream()
                    .allMatch(item -> item.elements().stream().allMatch(ElementPicker::isWhole));
        }
        return element instanceof Element.Bytes;
    }
}
