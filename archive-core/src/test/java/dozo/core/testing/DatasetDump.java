package dozo.core.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Data sets as text, one line an element, so that an assertion shows what differs. */
public final class DatasetDump {

    private static final int SHOWN_BYTES = 40;

    private final StringBuilder text = new StringBuilder();
    private boolean withVrs;

    private DatasetDump(boolean withVrs) {
        this.withVrs = withVrs;
    }

    /** Tags, representations and values; inside UN sequences, which are implicit VR, no representations. */
    public static String of(Attributes attributes) {
        return new DatasetDump(true).dump(attributes, "").text.toString();
    }

    /** Tags and values, for comparing across implicit VR, where representations are lost. */
    public static String withoutVrs(Attributes attributes) {
        return new DatasetDump(false).dump(attributes, "").text.toString();
    }

    private DatasetDump dump(Attributes attributes, String indent) {
        for (Element element : attributes.elements()) {
            if (dependsOnEncoding(element.tag())) {
                continue;
            }
            text.append(indent).append(Tag.toString(element.tag()));
            text.append(withVrs ? " " + element.vr() : "").append(' ');
            value(element, indent);
        }
        return this;
    }

    private void value(Element element, String indent) {
        if (element instanceof Element.Bytes bytes) {
            text.append(show(bytes.value(), element)).append('\n');
        } else if (element instanceof Element.Items sequence) {
            text.append(sequence.items().size()).append(" items\n");
            boolean outer = withVrs;
            withVrs &= element.vr() != Vr.UN;
            for (Attributes item : sequence.items()) {
                text.append(indent).append("  item\n");
                dump(item, indent + "    ");
            }
            withVrs = outer;
        } else if (element instanceof Element.Fragments fragments) {
            text.append(fragments.fragments().size()).append(" fragments\n");
            fragments
                    .fragments()
                    .forEach(f -> text.append("  ").append(show(f, element)).append('\n'));
        } else {
            text.append(element).append('\n');
        }
    }

    /** In hexadecimal, padded to an even length as a writer does; long values by their beginning and a checksum. */
    private static String show(byte[] value, Element element) {
        byte[] even = Arrays.copyOf(value, value.length + (value.length & 1));
        if (even.length > value.length && element instanceof Element.Bytes) {
            even[value.length] = element.vr().padding();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(even);
        String start = HexFormat.of().formatHex(even, 0, Math.min(even.length, SHOWN_BYTES));
        return even.length + " bytes " + start + " crc " + Long.toHexString(checksum.getValue());
    }

    private static boolean dependsOnEncoding(int tag) {
        return Tag.element(tag) == 0 && Tag.group(tag) > 2 || tag == Tag.LengthToEnd;
    }
}
