package dozo.storage.testing;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.ingest.Arrival;
import dozo.storage.ingest.Ingest;
import dozo.storage.ingest.IngestSettings;
import dozo.storage.ingest.Quarantine;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.integrity.CatchUp;
import dozo.storage.integrity.CatchUpSettings;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Reconciler;
import dozo.storage.integrity.RememberedVolumes;
import dozo.storage.integrity.Repairer;
import dozo.storage.integrity.ReplayReport;
import dozo.storage.integrity.ReplaySettings;
import dozo.storage.journal.JournalCompletion;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.Disk;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroupSpec;
import dozo.storage.volume.VolumeInitialisation;
import dozo.storage.volume.VolumeSpec;
import dozo.storage.volume.WaterMarks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Everything below the network, for real: a primary and a mirror, an index on a real database, ingest, repair. Opened in the
 * order in which the server opens it. Closed by its test.
 */
public final class LiveArchive implements AutoCloseable {

    private static final DecodingLimits HEADER = ObjectHeader.limits(32, 100_000);

    private final Path directory;
    private final IndexConfig database;
    private List<StoreGroupSpec> groups;
    private final Function<Path, Disk> disks;
    private Store store;
    private ArchiveIndex index;
    private ReplayReport reconciliation;
    private Ingest ingest;
    private Repairer repairer;
    private CatchUp catchUp;

    private LiveArchive(Path directory, IndexConfig database, List<StoreGroupSpec> groups, Function<Path, Disk> disks) {
        this.directory = directory;
        this.database = database;
        this.groups = groups;
        this.disks = disks;
    }

    /** Initialises two volumes below {@code directory} and opens the archive on an empty database. */
    public static LiveArchive create(Path directory, IndexConfig database) throws IOException, OperatingFailure {
        return create(directory, database, List.of(List.of("primary", "mirror")));
    }

    /** The same with groups of these volumes, each group named after its first one. */
    public static LiveArchive create(Path directory, IndexConfig database, List<List<String>> groups)
            throws IOException, OperatingFailure {
        return create(directory, database, groups, NioDisk::new);
    }

    /** The same, its volumes reached through the disks that {@code disks} makes of their paths. */
    public static LiveArchive create(
            Path directory, IndexConfig database, List<List<String>> groups, Function<Path, Disk> disks)
            throws IOException, OperatingFailure {
        List<StoreGroupSpec> specs = new ArrayList<>();
        for (List<String> group : groups) {
            List<VolumeSpec> volumes = new ArrayList<>();
            for (String name : group) {
                Path volume = Files.createDirectories(directory.resolve(name));
                VolumeInitialisation.initialise(new NioDisk(volume), name);
                volumes.add(new VolumeSpec(name, volume));
            }
            specs.add(new StoreGroupSpec(group.get(0), volumes, new WaterMarks(100, 100)));
        }
        LiveArchive archive = new LiveArchive(directory, database, specs, disks);
        archive.open(database);
        return archive;
    }

    /** Closes, and opens again on the same volumes and this database. */
    public void reopen(IndexConfig with) throws OperatingFailure {
        close();
        open(with);
    }

    public void reopen() throws OperatingFailure {
        reopen(database);
    }

    /** Closes, and opens again as after the group of this name was taken out of the configuration. */
    public void reopenWithout(String group) throws OperatingFailure {
        groups = groups.stream().filter(spec -> !spec.name().equals(group)).toList();
        reopen();
    }

    /** The same as after a group of this one volume was put into it again, behind all others. */
    public void reopenWith(String volume) throws OperatingFailure {
        List<StoreGroupSpec> more = new ArrayList<>(groups);
        more.add(new StoreGroupSpec(
                volume, List.of(new VolumeSpec(volume, directory.resolve(volume))), new WaterMarks(100, 100)));
        groups = List.copyOf(more);
        reopen();
    }

    private void open(IndexConfig with) throws OperatingFailure {
        Clock clock = Clock.systemUTC();
        store = Store.open(groups, disks);
        index = ArchiveIndex.open(with, IndexLimits.defaults(), JournalFiles.highestEpoch(store), clock);
        ObjectSource source = new ObjectSource(store);
        new RememberedVolumes(store, index.volumes(), clock).expect();
        new JournalCompletion(store).run();
        reconciliation = new Reconciler(store, index, source, replaySettings()).run(Progress.Listener.NONE);
        Quarantine quarantine = Quarantine.open(directory.resolve("quarantine"), ByteSize.ofMebibytes(10));
        IngestSettings settings = new IngestSettings(64, 64, Patience.LONG, HEADER);
        ingest = Ingest.start(store, index, source::goodCopies, quarantine, settings, clock);
        repairer = new Repairer(store, index.epoch(), ingest, clock);
        CatchUpSettings often = new CatchUpSettings(Duration.ofMillis(20), Duration.ofMillis(100), 1L << 30);
        catchUp = new CatchUp(store, index, repairer, ingest, reconciliation.away(), replaySettings(), often, clock);
    }

    public static ReplaySettings replaySettings() {
        return ReplaySettings.defaults(HEADER);
    }

    /** Stores the instance as a C-STORE would. */
    public StoreOutcome send(Instances instance) throws IOException {
        Attributes dataSet = instance.build();
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        Arrival arrival = new Arrival(
                dataSet.uid(Tag.SOPClassUID).orElseThrow(),
                dataSet.uid(Tag.SOPClassUID),
                dataSet.uid(Tag.SOPInstanceUID),
                syntax,
                new AeTitle("MODALITY"),
                new AeTitle("DOZO"),
                "127.0.0.1");
        return ingest.receive(arrival, new ByteArrayInputStream(instance.encode(syntax)));
    }

    public Store store() {
        return store;
    }

    public ArchiveIndex index() {
        return index;
    }

    /** What the last opening found. */
    public ReplayReport reconciliation() {
        return reconciliation;
    }

    public Repairer repairer() {
        return repairer;
    }

    public Ingest ingest() {
        return ingest;
    }

    /** Not started before a test does so. */
    public CatchUp catchUp() {
        return catchUp;
    }

    public Path file(StoredObject object, String volume) {
        return directory.resolve(volume).resolve(object.path().relative());
    }

    @Override
    public void close() {
        if (catchUp != null) {
            catchUp.close();
        }
        if (ingest != null) {
            ingest.close();
        }
        if (index != null) {
            index.close();
        }
        if (store != null) {
            store.close();
        }
        catchUp = null;
        ingest = null;
        index = null;
    }
}
