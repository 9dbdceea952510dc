package dozo.storage.index.header;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An object's header as the index reads it: values for columns, and the attributes of a level in encoded form. */
public final class Header {

    /** How the attributes of a level are encoded in their column. */
    public static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    /** Longest value kept in the index, in bytes; a longer one is only in the stored object. */
    public static final int MAX_VALUE_BYTES = 4096;

    /** Longest sequence kept in the index, in encoded bytes. */
    public static final int MAX_SEQUENCE_BYTES = 16 * 1024;

    private final Attributes attributes;
    /** Each object needs these: encoded by whoever brings the header, they are no work for the one thread that writes the index. */
    private final byte[] ofInstance;

    /** @param attributes not changed any more */
    public Header(Attributes attributes) {
        this.attributes = Objects.requireNonNull(attributes, "attributes");
        this.ofInstance = encode(Level.IMAGE);
    }

    /** The header of an object. One without a study (PS3.4 Annex GG) gets the UIDs it is filed under, to be found by. */
    public static Header of(Attributes header, Uid studyInstanceUid, Uid seriesInstanceUid) {
        if (header.hasValue(Tag.StudyInstanceUID) && header.hasValue(Tag.SeriesInstanceUID)) {
            return new Header(header);
        }
        Attributes filed = new Attributes();
        header.elements().forEach(filed::put);
        filed.put(Tag.StudyInstanceUID, studyInstanceUid);
        filed.put(Tag.SeriesInstanceUID, seriesInstanceUid);
        return new Header(filed);
    }

    /** The first value for a column; {@code ''} when there is none. */
    public String text(int tag) {
        return attributes.string(tag).map(KeyText::of).orElse("");
    }

    /** The folded name; {@link NameKeys#NONE} when there is none. */
    public NameKeys name(int tag) {
        return attributes.string(tag).map(NameKeys::of).orElse(NameKeys.NONE);
    }

    /** The date for a column, or null. */
    public @Nullable Integer dateOrNull(int tag) {
        return attributes.string(tag).map(ColumnTime::dateOrNull).orElse(null);
    }

    /** The time of day for a column, or null. */
    public @Nullable Long timeOrNull(int tag) {
        return attributes.string(tag).map(ColumnTime::timeOrNull).orElse(null);
    }

    /** The number for a column, or null. */
    public @Nullable Integer numberOrNull(int tag) {
        OptionalInt number = attributes.integer(tag);
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }

    /**
     * The attributes of the level as they came, with the Specific Character Set that governs them, and the {@link LeftOut note}
     * of those whose values are too long. Those of the instance are one array for all who ask, which nobody may change.
     */
    public byte[] encoded(Level level) {
        return level == Level.IMAGE ? ofInstance : encode(level);
    }

    private byte[] encode(Level level) {
        Attributes kept = new Attributes();
        attributes.element(Tag.SpecificCharacterSet).ifPresent(kept::put);
        List<Integer> leftOut = new ArrayList<>();
        for (Element element : attributes.elements()) {
            if (AttributeLevels.of(element.tag()).orElse(null) == level) {
                if (isKept(element)) {
                    kept.put(element);
                } else {
                    leftOut.add(element.tag());
                }
            }
        }
        LeftOut.note(leftOut, kept);
        return DatasetWriter.toBytes(kept, SYNTAX);
    }

    private static boolean isKept(Element element) {
        if (element instanceof Element.Bytes bytes) {
            return bytes.value().length <= MAX_VALUE_BYTES;
        }
        return element instanceof Element.Items sequence
                && isRead(sequence)
                && DatasetWriter.toBytes(new Attributes().put(sequence), SYNTAX).length <= MAX_SEQUENCE_BYTES;
    }

    /** A value that was skipped on reading cannot be written again. */
    private static boolean isRead(Element element) {
        if (element instanceof Element.Items sequence) {
            return sequence.items().stream()
                    .allMatch(item -> item.elements().stream().allMatch(Header::isRead));
        }
        return element instanceof Element.Bytes;
    }
}
