package dozo.qr.retrieve;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.charset.TextKind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import java.util.List;
import java.util.Optional;

/** Brings corrected patient and study values into the character set of the object they go into (INV-11). */
final class OverlayText {

    private OverlayText() {}

    /** Empty when {@code target} lacks a character of some value. */
    static Optional<Attributes> encoded(Attributes overlay, SpecificCharacterSet target) {
        Attributes encoded = new Attributes(target);
        for (Element element : overlay.elements()) {
            if (element.tag() == Tag.SpecificCharacterSet) {
                continue;
            }
            if (element instanceof Element.Bytes && element.vr().usesSpecificCharacterSet()) {
                List<String> values = overlay.strings(element.tag());
                if (!values.stream().allMatch(value -> target.canEncode(value, TextKind.PERSON_NAME))) {
                    return Optional.empty();
                }
                encoded.put(element.tag(), element.vr(), values.toArray(String[]::new));
            } else {
                encoded.put(element);
            }
        }
        return Optional.of(encoded);
    }
}
