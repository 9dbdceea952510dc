package dozo.core.dataset;

import dozo.core.charset.SpecificCharacterSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Between the encoded and the decoded form of text values: delimiters, padding, character set. */
final class ElementText {

    private ElementText() {}

    static List<String> decode(Element.Bytes element, SpecificCharacterSet characterSet) {
        Vr vr = element.vr();
        byte[] value = element.value();
        if (value.length == 0 || !(vr.isText() || vr == Vr.UN)) {
            return List.of();
        }
        String text = vr.usesSpecificCharacterSet() || vr == Vr.UN
                ? characterSet.decode(value, Attributes.kindOf(vr))
                : new String(value, StandardCharsets.ISO_8859_1);
        if (vr.isSingleText()) {
            return List.of(trimEnd(text));
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
            values.add(trim(text.substring(start, end)));
            start = end + 1;
        }
        values.add(trim(text.substring(start)));
        return values;
    }

    static Element.Bytes encode(int tag, Vr vr, List<String> values, SpecificCharacterSet characterSet) {
        String joined = String.join("\\", values);
        byte[] text = vr.usesSpecificCharacterSet()
                ? characterSet.encode(joined, Attributes.kindOf(vr))
                : singleBytes(joined);
        return new Element.Bytes(tag, vr, padded(text, vr));
    }

    /** VRs that Specific Character Set does not govern: bytes that came in leave as they were, nothing becomes {@code ?}. */
    private static byte[] singleBytes(String text) {
        if (text.chars().anyMatch(c -> c > 0xFF)) {
            throw new IllegalArgumentException("a character that this VR cannot hold");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] padded(byte[] value, Vr vr) {
        if (value.length % 2 == 0) {
            return value;
        }
        ByteArrayOutputStream even = new ByteArrayOutputStream(value.length + 1);
        even.writeBytes(value);
        even.write(vr.padding());
        return even.toByteArray();
    }

    static OptionalInt integer(Optional<String> text) {
        try {
            return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get().strip())) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static String trim(String value) {
        int start = 0;
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return trimEnd(value.substring(start));
    }

    private static String trimEnd(String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == 0)) {
            end--;
        }
        return value.substring(0, end);
    }
}
