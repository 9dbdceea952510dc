package dozo.storage.integrity;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.Store;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/**
 * Reads single elements out of stored objects, for queries that ask for what the index does not keep. Reads no further than
 * the last of them and never into the pixel data; the rest of the object is not held against its digest, as it is where the
 * object is handed out. Thread-safe.
 */
public final class ObjectElements {

    /** What may be asked for at all: the elements before the pixel data. */
    private static final int FIRST_PIXEL_DATA = 0x7FE00000;

    /** Longest value, 64 KiB; and all values of one object together: 1 MiB in 20,000 elements. */
    private static final DecodingLimits LIMITS =
            new DecodingLimits(DecodingLimits.STANDARD.maxDepth(), 64 << 10, 20_000, 1 << 20);

    private final ReadableCopy copies;

    public ObjectElements(Store store) {
        this.copies = new ReadableCopy(store, LIMITS);
    }

    /**
     * What was read.
     *
     * @param attributes the elements that the object has, under the tags under which they were wanted, and Specific Character
     *     Set where it has one
     * @param leftOut the tags of those that it has or may have, yet too long to be read
     */
    public record Found(Attributes attributes, Set<Integer> leftOut) {}

    /** Whether an element of this tag can be read. */
    public static boolean canHold(int tag) {
        return Tag.group(tag) >= 0x0008 && Integer.compareUnsigned(tag, FIRST_PIXEL_DATA) < 0;
    }

    /**
     * Reads from the first copy that can be read.
     *
     * @param wanted elements of tags that {@link #canHold} allows
     * @throws OperatingFailure when no copy can be read
     */
    public Found read(StoredInstance instance, Collection<WantedElement> wanted) throws OperatingFailure {
        return copies.read(
                instance.object(),
                CopyOrder.newestFirst(instance.locations()),
                reader -> read(instance.object(), reader, wanted));
    }

    private static Found read(StoredObject object, DatasetReader reader, Collection<WantedElement> wanted)
            throws IOException {
        Attributes beginning = reader.readUntil(Tag.SOPInstanceUID + 1);
        ReadableCopy.requireInstance(object, beginning);
        Attributes read = new Attributes();
        beginning.element(Tag.SpecificCharacterSet).ifPresent(read::put);
        beginning.elements().stream()
                .filter(element -> wanted.contains(WantedElement.of(element.tag())))
                .forEach(read::put);
        Found found = new ElementPicker(reader).pick(wanted);
        found.attributes().elements().forEach(read::put);
        return new Found(read, found.leftOut());
    }
}
