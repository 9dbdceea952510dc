package dozo.storage.index.header;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a level or their corrections, as a row has them encoded; and several of them in one data set. */
public final class RowAttributes {

    private RowAttributes() {}

    /** @throws OperatingFailure INDEX_SCHEMA_UNFIT when it is not what {@link Header#encoded} wrote */
    public static Attributes decode(byte[] encoded) throws OperatingFailure {
        try {
            return DatasetReader.read(encoded, Header.SYNTAX, DecodingLimits.STANDARD);
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.INDEX_SCHEMA_UNFIT, "A row of the index cannot be decoded. Rebuild the index.", e);
        }
    }

    /**
     * The corrections that hold for what is below a patient and a study.
     *
     * @param overlays of the rows from the top, each null where nothing was corrected
     */
    public static Optional<Attributes> overlay(byte[]... overlays) throws OperatingFailure {
        List<Attributes> corrections = new ArrayList<>();
        for (byte[] overlay : overlays) {
            if (overlay != null) {
                corrections.add(decode(overlay));
            }
        }
        return corrections.isEmpty() ? Optional.empty() : Optional.of(merge(corrections));
    }

    /** The attributes of a row with its corrections, if it has any, in their place. */
    public static Attributes corrected(byte[] attributes, byte[] overlay) throws OperatingFailure {
        Attributes received = decode(attributes);
        return overlay == null ? received : merge(List.of(received, decode(overlay)));
    }

    /**
     * The elements of all of them, a later one's over an earlier one's; in their common character set, or all in UTF-8 when
     * they have none in common.
     */
    public static Attributes merge(List<Attributes> levels) {
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
