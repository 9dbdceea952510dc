package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;

/**
 * Writes a data set held in memory in any transfer syntax: values as they are, padded to an even length, sequences with
 * undefined lengths. Retired group lengths (gggg,0000) above group 0002 are left out, since they would be wrong.
 */
public final class DatasetWriter {

    private DatasetWriter() {}

    /**
     * Writes all of {@code attributes} to {@code out}, which is neither flushed nor closed.
     *
     * @throws IllegalArgumentException when a value was skipped on reading, so that it cannot be written
     * @throws IOException when {@code out} fails
     */
    public static void write(Attributes attributes, TransferSyntax syntax, OutputStream out) throws IOException {
        if (!syntax.deflated()) {
            write(attributes, new ElementWriter(out, ByteEncoding.of(syntax)));
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflatedOutput deflated = new DeflatedOutput(out, deflater);
            write(attributes, new ElementWriter(deflated, ByteEncoding.of(syntax)));
            deflated.finish();
        } finally {
            deflater.end();
        }
    }

    /** The encoded data set. @throws IllegalArgumentException as {@link #write} */
    public static byte[] toBytes(Attributes attributes, TransferSyntax syntax) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(attributes, syntax, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    static void write(Attributes attributes, ElementWriter writer) throws IOException {
        for (Element element : attributes.elements()) {
            if (!dependsOnEncoding(element.tag())) {
                write(element, writer);
            }
        }
    }

    static void write(Element element, ElementWriter writer) throws IOException {
        if (element instanceof Element.Bytes bytes) {
            writer.value(element.tag(), element.vr(), bytes.value());
        } else if (element instanceof Element.Items sequence) {
            writer.beginSequence(element.tag(), element.vr());
            for (Attributes item : sequence.items()) {
                writer.beginItem();
                write(item, writer);
                writer.endItem();
            }
            writer.endSequence();
        } else if (element instanceof Element.Fragments encapsulated) {
            writer.beginFragments(element.tag(), element.vr());
            for (byte[] fragment : encapsulated.fragments()) {
                writer.fragment(fragment);
            }
            writer.endFragments();
        } else {
            throw new IllegalArgumentException("the value of " + Tag.toString(element.tag()) + " was not read");
        }
    }

    /** Whether the value counts encoded bytes: group lengths but those of PS3.7 and PS3.10, and Length to End. */
    static boolean dependsOnEncoding(int tag) {
        return Tag.element(tag) == 0 && Tag.group(tag) > 0x0002 || tag == Tag.LengthToEnd;
    }
}
