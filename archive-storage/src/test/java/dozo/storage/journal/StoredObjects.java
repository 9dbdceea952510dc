package dozo.storage.journal;

import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Facts for tests, told apart by a number. */
public final class StoredObjects {

    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    private static final Uid EXPLICIT_LITTLE = new Uid("1.2.840.10008.1.2.1");

    private StoredObjects() {}

    /** The {@code number}th object of this epoch, on these volumes. */
    public static StoredObject object(int number, WriterEpoch epoch, List<VolumeId> volumes) {
        Instant at = Instant.parse("2026-11-22T12:00:00Z").plusMillis(number);
        return new StoredObject(
                CT,
                new Uid("1.2.3." + number),
                new Uid("1.2.3"),
                new Uid("1.2.3.0"),
                EXPLICIT_LITTLE,
                new ContentDigest(String.format(Locale.ROOT, "%064x", number)),
                1000L + number,
                ObjectPath.of(epoch, at, number),
                volumes,
                1,
                at,
                "MODALITY \"1\"",
                "DOZO",
                "192.0.2.7",
                epoch);
    }

    public static StoredEntry entry(int number, WriterEpoch epoch, List<VolumeId> volumes) {
        return new StoredEntry(object(number, epoch, volumes));
    }
}
