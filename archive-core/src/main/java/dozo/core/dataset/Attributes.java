package dozo.core.dataset;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.charset.TextKind;
import dozo.core.value.Uid;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set: data elements in ascending order of their tags (PS3.5 section 7). Values stay in their encoded form until
 * they are asked for, so what is not understood is carried through unchanged. Not thread-safe while it is being built.
 */
public final class Attributes {

    private final SortedElements elements = new SortedElements();
    private final SpecificCharacterSet inherited;
    private SpecificCharacterSet characterSet;

    /** An empty data set whose text is in the default repertoire until Specific Character Set is set. */
    public Attributes() {
        this(SpecificCharacterSet.DEFAULT);
    }

    /** An empty item whose text is in {@code inherited} unless it states its own (PS3.3 section C.12.1.1.2). */
    public Attributes(SpecificCharacterSet inherited) {
        this.inherited = inherited;
        this.characterSet = inherited;
    }

    /** What governs the text of this data set: its own Specific Character Set, or the inherited one. */
    public SpecificCharacterSet characterSet() {
        return characterSet;
    }

    /** The elements in ascending order; a live, read-only view. */
    public Collection<Element> elements() {
        return elements;
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    public int size() {
        return elements.size();
    }

    public Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** Whether the tag is present, with or without a value. */
    public boolean contains(int tag) {
        return elements.get(tag) != null;
    }

    /** Whether the tag is present with a value. */
    public boolean hasValue(int tag) {
        Element element = elements.get(tag);
        return element != null && !element.isEmpty();
    }

    /** The value as bytes; empty when absent, without value, or not held as bytes. Not copied, not to be changed. */
    public Optional<byte[]> bytes(int tag) {
        return elements.get(tag) instanceof Element.Bytes b && b.value().length > 0
                ? Optional.of(b.value())
                : Optional.empty();
    }

    /** The first value as decoded text without padding; empty when absent or blank. */
    public Optional<String> string(int tag) {
        List<String> values = strings(tag);
        return values.isEmpty() || values.get(0).isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** All values as decoded text without padding; values in the middle may be empty; an empty list when absent. */
    public List<String> strings(int tag) {
        return elements.get(tag) instanceof Element.Bytes b ? ElementText.decode(b, characterSet) : List.of();
    }

    /** The first value as a valid UID; empty when absent or not valid. */
    public Optional<Uid> uid(int tag) {
        return string(tag).flatMap(Uid::parse);
    }

    /** The first value as a number: of a binary number, or of an IS; empty when absent or no such number. */
    public OptionalInt integer(int tag) {
        if (!(elements.get(tag) instanceof Element.Bytes b)) {
            return OptionalInt.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(b.value()).order(ByteOrder.LITTLE_ENDIAN);
        if (value.remaining() < b.vr().unitBytes()) {
            return OptionalInt.empty();
        }
        return switch (b.vr()) {
            case US -> OptionalInt.of(Short.toUnsignedInt(value.getShort()));
            case SS -> OptionalInt.of(value.getShort());
            case UL, SL -> OptionalInt.of(value.getInt());
            default -> ElementText.integer(string(tag));
        };
    }

    /** All values that are numbers: binary ones and tags, or written in text; an empty list when there is none. */
    public List<BigDecimal> numbers(int tag) {
        if (!(elements.get(tag) instanceof Element.Bytes b)) {
            return List.of();
        }
        return b.vr().isText()
                ? strings(tag).stream()
                        .map(ElementNumbers::parse)
                        .flatMap(Optional::stream)
                        .toList()
                : ElementNumbers.decode(b);
    }

    /** The items of a sequence; an empty list when absent or not a sequence. */
    public List<Attributes> items(int tag) {
        return elements.get(tag) instanceof Element.Items i ? i.items() : List.of();
    }

    /** Puts the element in its place, over one of the same tag. */
    public Attributes put(Element element) {
        elements.put(element);
        if (element.tag() == Tag.SpecificCharacterSet) {
            characterSet = SpecificCharacterSet.of(strings(Tag.SpecificCharacterSet));
        }
        return this;
    }

    /** Puts text, encoded in this data set's character set and padded; no values make an element without value. */
    public Attributes put(int tag, Vr vr, String... values) {
        return put(ElementText.encode(tag, vr, List.of(values), characterSet));
    }

    /** Puts a UID. */
    public Attributes put(int tag, Uid uid) {
        return put(tag, Vr.UI, uid.value());
    }

    /** Puts a binary number of the VR: US, SS, UL or SL. @throws IllegalArgumentException for any other VR */
    public Attributes put(int tag, Vr vr, int number) {
        ByteBuffer value = ByteBuffer.allocate(vr.unitBytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (vr) {
            case US, SS -> value.putShort((short) number);
            case UL, SL -> value.putInt(number);
            default -> throw new IllegalArgumentException("not a binary integer VR: " + vr);
        }
        return put(new Element.Bytes(tag, vr, value.array()));
    }

    /** Puts an element without value. */
    public Attributes putEmpty(int tag, Vr vr) {
        return put(vr == Vr.SQ ? new Element.Items(tag, vr, List.of()) : new Element.Bytes(tag, vr, new byte[0]));
    }

    /** Puts a sequence of these items. */
    public Attributes putItems(int tag, List<Attributes> items) {
        return put(new Element.Items(tag, Vr.SQ, new ArrayList<>(items)));
    }

    public Attributes remove(int tag) {
        elements.drop(tag);
        if (tag == Tag.SpecificCharacterSet) {
            characterSet = inherited;
        }
        return this;
    }

    static TextKind kindOf(Vr vr) {
        if (vr == Vr.PN) {
            return TextKind.PERSON_NAME;
        }
        return vr.isSingleText() ? TextKind.SINGLE_TEXT : TextKind.MULTI_VALUED;
    }

    /** Names the tags present but no value, since values may identify a patient. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Attributes[");
        for (Element element : elements) {
            text.append(text.length() > 11 ? " " : "").append(Tag.toString(element.tag()));
        }
        return text.append(']').toString();
    }
}
