package dozo.storage.integrity;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the beginning of stored objects, each from the first of its copies that gives it; only the length of a copy and the
 * instance in it are checked. Thread-safe.
 */
final class ReadableCopy {

    private static final int BUFFER_BYTES = 16 * 1024;

    /** What is read of a data set. */
    @FunctionalInterface
    interface Reading<T> {
        /** @param reader at the beginning of the data set, closed by the caller */
        T from(DatasetReader reader) throws IOException;
    }

    private final CopyCheck copies;
    private final DecodingLimits limits;

    ReadableCopy(Store store, DecodingLimits limits) {
        this.copies = new CopyCheck(store);
        this.limits = limits;
    }

    /**
     * @param locations in the order in which they are tried, at least one
     * @throws OperatingFailure when none can be read: why a volume cannot, if that leaves it open whether there is a good
     *     copy, else what is wrong with the first copy
     */
    <T> T read(StoredObject object, List<ObjectLocation> locations, Reading<T> reading) throws OperatingFailure {
        List<OperatingFailure> failures = new ArrayList<>();
        for (ObjectLocation location : locations) {
            try (SeekableByteChannel channel = copies.open(location).channel()) {
                return read(object, channel, reading);
            } catch (IOException e) {
                failures.add(unreadable(object, e));
            } catch (OperatingFailure e) {
                failures.add(e);
            }
        }
        OperatingFailure worst = failures.stream()
                .filter(ReadableCopy::isOfTheVolume)
                .findFirst()
                .orElse(failures.get(0));
        failures.stream().filter(other -> other != worst).forEach(worst::addSuppressed);
        throw worst;
    }

    private <T> T read(StoredObject object, SeekableByteChannel channel, Reading<T> reading) throws IOException {
        if (channel.size() != object.sizeBytes()) {
            throw new IOException("it has " + Count.of(channel.size(), "byte") + " instead of " + object.sizeBytes());
        }
        InputStream file = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
        FileMeta meta = FileMeta.read(file);
        try (DatasetReader reader = new DatasetReader(file, meta.syntax(), limits)) {
            return reading.from(reader);
        }
    }

    /** @throws IOException when the data set is another instance's */
    static void requireInstance(StoredObject object, Attributes header) throws IOException {
        if (header.uid(Tag.SOPInstanceUID)
                .filter(object.sopInstanceUid()::equals)
                .isEmpty()) {
            throw new IOException("it holds another instance");
        }
    }

    /** Whether it is the volume that cannot be read, so that a good copy may lie on it. */
    static boolean isOfTheVolume(OperatingFailure failure) {
        return failure.code() != FailureCode.OBJECT_MISSING && failure.code() != FailureCode.OBJECT_CORRUPT;
    }

    static OperatingFailure unreadable(StoredObject object, IOException cause) {
        return new OperatingFailure(
                FailureCode.OBJECT_CORRUPT,
                "The header of " + object.path() + " could not be read: " + cause.getMessage() + ".",
                cause);
    }
}
