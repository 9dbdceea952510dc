package dozo.storage.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.JournalEntry;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.JournalWriter;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.SealedObject;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroupSpec;
import dozo.storage.volume.VolumeInitialisation;
import dozo.storage.volume.VolumeSpec;
import dozo.storage.volume.WaterMarks;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A store with journals and without an index: what is left when a database is lost. Objects are written in the order of
 * INV-1. Damage is done to files behind the store's back.
 */
public final class JournaledStore implements AutoCloseable {

    private final Path root;
    private final List<StoreGroupSpec> groups;
    private Store store;
    private WriterEpoch epoch;
    private JournalWriter journal;

    private JournaledStore(Path root, List<StoreGroupSpec> groups) {
        this.root = root;
        this.groups = groups;
        restart();
    }

    /** One volume, {@code primary}. */
    public static JournaledStore single(Path root) throws IOException, OperatingFailure {
        return new JournaledStore(root, List.of(group(root, "first", "primary")));
    }

    /** A group of {@code primary} and {@code mirror}. */
    public static JournaledStore mirrored(Path root) throws IOException, OperatingFailure {
        return new JournaledStore(root, List.of(group(root, "first", "primary", "mirror")));
    }

    private static StoreGroupSpec group(Path root, String name, String... volumes)
            throws IOException, OperatingFailure {
        List<VolumeSpec> specs = new ArrayList<>();
        for (String volume : volumes) {
            Path directory = Files.createDirectories(root.resolve(volume));
            VolumeInitialisation.initialise(new NioDisk(directory), volume);
            specs.add(new VolumeSpec(volume, directory));
        }
        return new StoreGroupSpec(name, specs, new WaterMarks(100, 100));
    }

    /** As after a restart of the process: the same volumes, a new epoch, new journals. */
    public void restart() {
        close();
        long number = epoch == null ? 1 : epoch.epoch() + 1;
        store = Store.open(groups);
        store.volumes().forEach(volume -> volume.state());
        epoch = new WriterEpoch(number, UUID.randomUUID());
        journal = new JournalWriter(store, epoch, Clock.systemUTC());
    }

    public Store store() {
        return store;
    }

    /** The groups, to open the same store elsewhere. */
    public List<StoreGroupSpec> groups() {
        return groups;
    }

    public WriterEpoch epoch() {
        return epoch;
    }

    /** Stores and journals the data set as version 1. */
    public StoredObject put(Attributes dataSet) throws IOException, OperatingFailure {
        return put(dataSet, 1);
    }

    /** Stores and journals the data set as this version. */
    public StoredObject put(Attributes dataSet, int version) throws IOException, OperatingFailure {
        StoredObject object = write(dataSet, version);
        append(new StoredEntry(object));
        return object;
    }

    /** Stores the data set without journaling it: what a crash just before the journal leaves. */
    public StoredObject write(Attributes dataSet, int version) throws IOException, OperatingFailure {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        FileMeta meta = new FileMeta(
                dataSet.uid(Tag.SOPClassUID).orElseThrow(),
                dataSet.uid(Tag.SOPInstanceUID).orElseThrow(),
                syntax);
        try (ObjectDraft draft = store.begin(epoch, now)) {
            draft.output().write(meta.encode());
            DatasetWriter.write(dataSet, syntax, draft.output());
            SealedObject sealed = draft.seal();
            draft.keep();
            return new StoredObject(
                    meta.sopClass(),
                    meta.sopInstance(),
                    dataSet.uid(Tag.StudyInstanceUID).orElseThrow(),
                    dataSet.uid(Tag.SeriesInstanceUID).orElseThrow(),
                    syntax.uid(),
                    sealed.digest(),
                    sealed.sizeBytes(),
                    sealed.path(),
                    sealed.volumes(),
                    version,
                    now,
                    "MODALITY",
                    "DOZO",
                    "127.0.0.1",
                    epoch);
        }
    }

    public JournalPosition append(JournalEntry... entries) throws OperatingFailure {
        return journal.append(store.groups().get(0), List.of(entries)).forced();
    }

    /** The version with its copies of receipt, as the index would tell of it. */
    public static StoredInstance instance(StoredObject object) {
        return new StoredInstance(object, object.locations(), Optional.empty());
    }

    /** The file of a copy. */
    public Path file(ObjectLocation location) {
        String name = store.volume(location.volume()).orElseThrow().name();
        return root.resolve(name).resolve(location.path().relative());
    }

    /** The file of the object's copy on the volume of this name. */
    public Path file(StoredObject object, String volume) {
        return root.resolve(volume).resolve(object.path().relative());
    }

    public Path volume(String name) {
        return root.resolve(name);
    }

    /** Flips one bit in the middle of a file, its length unchanged. */
    public static void flipBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
            store.close();
        }
    }
}
