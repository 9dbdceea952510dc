package dozo.storage.index.header;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a level that the object has and its row has not, since their values are too long: noted in the row
 * itself, in a private block of which no other element can stand there. So an attribute that is in neither is known to be
 * absent, without a look into the object.
 */
public final class LeftOut {

    private static final int CREATOR = 0x00090010;
    private static final String CREATOR_NAME = "DOZO INDEX";

    /** VR AT: the tags. */
    private static final int TAGS = 0x00091000;

    private LeftOut() {}

    /** Notes {@code tags} in the attributes of a row; nothing when there are none. */
    static void note(Collection<Integer> tags, Attributes row) {
        if (tags.isEmpty()) {
            return;
        }
        ByteBuffer value = ByteBuffer.allocate(tags.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int tag : tags) {
            // Group, then element number (PS3.5 section 6.2, VR AT).
            value.putShort((short) Tag.group(tag)).putShort((short) Tag.element(tag));
        }
        row.put(CREATOR, Vr.LO, CREATOR_NAME).put(new Element.Bytes(TAGS, Vr.AT, value.array()));
    }

    /** Takes the note out of the attributes of a row. @return the tags, none when nothing was noted */
    public static Set<Integer> take(Attributes row) {
        Optional<byte[]> noted = row.bytes(TAGS);
        row.remove(CREATOR).remove(TAGS);
        if (noted.isEmpty()) {
            return Set.of();
        }
        Set<Integer> tags = new HashSet<>();
        ByteBuffer value = ByteBuffer.wrap(noted.get()).order(ByteOrder.LITTLE_ENDIAN);
        while (value.remaining() >= Integer.BYTES) {
            tags.add(Short.toUnsignedInt(value.getShort()) << 16 | Short.toUnsignedInt(value.getShort()));
        }
        return tags;
    }
}
