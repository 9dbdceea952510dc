package dozo.qr.testing;

import dozo.core.association.AcceptancePolicy;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.config.IndexConfig;
import dozo.core.config.QueryConfig;
import dozo.core.config.RetrieveConfig;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.encoding.DecodingLimits;
import dozo.core.pdu.Octets;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import dozo.qr.find.FindProvider;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.InformationModel;
import dozo.qr.retrieve.RetrieveService;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.ingest.Ingest;
import dozo.storage.ingest.IngestSettings;
import dozo.storage.ingest.Quarantine;
import dozo.storage.ingest.StorageProvider;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroupSpec;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.VolumeInitialisation;
import dozo.storage.volume.VolumeSpec;
import dozo.storage.volume.WaterMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole archive behind a real socket: a store of one or two volumes, an index, C-STORE, C-FIND, C-MOVE and C-GET. It serves
 * everybody; destinations are added by the tests.
 */
public final class TestArchive implements AutoCloseable {

    public static final AeTitle TITLE = new AeTitle("ARCHIVE");

    private static final RetrieveConfig RETRIEVE =
            new RetrieveConfig(2, 8, 10_000, 2, Duration.ofMillis(10), Duration.ofMillis(20));

    private final Store store;
    private final ArchiveIndex index;
    private final Ingest ingest;
    private final RetrieveService retrieve;
    private final DimseServer server;
    private final Map<AeTitle, RemoteAe> destinations = new ConcurrentHashMap<>();

    /** What tests vary. */
    public record Options(int volumes, QueryConfig query, RetrieveConfig retrieve) {

        public static Options defaults() {
            return new Options(1, QueryConfig.defaults(), RETRIEVE);
        }

        public Options mirrored() {
            return new Options(2, query, retrieve);
        }

        public Options withMaxResults(int maxResults) {
            return new Options(volumes, new QueryConfig(maxResults, query.maxConcurrent(), query.timeOut()), retrieve);
        }

        public Options withQueryTimeOut(Duration timeOut) {
            return new Options(volumes, new QueryConfig(query.maxResults(), query.maxConcurrent(), timeOut), retrieve);
        }

        public Options withAssociations(int perDestination) {
            return new Options(
                    volumes,
                    query,
                    new RetrieveConfig(
                            perDestination,
                            retrieve.maxConcurrent(),
                            retrieve.maxInstances(),
                            retrieve.retries(),
                            retrieve.retryDelay(),
                            retrieve.pendingInterval()));
        }

        public Options withMaxInstances(int maxInstances) {
            return new Options(
                    volumes,
                    query,
                    new RetrieveConfig(
                            retrieve.associationsPerDestination(),
                            retrieve.maxConcurrent(),
                            maxInstances,
                            retrieve.retries(),
                            retrieve.retryDelay(),
                            retrieve.pendingInterval()));
        }
    }

    /** Starts one in {@code directory}, on an H2 file in it. */
    public static TestArchive start(Path directory, Options options) throws Exception {
        return start(directory, IndexConfig.defaults(directory), options);
    }

    public static TestArchive start(Path directory, IndexConfig database, Options options) throws Exception {
        return start(directory, ArchiveIndex.open(database, IndexLimits.defaults(), Clock.systemUTC()), options);
    }

    /** On this index, which it closes. */
    public static TestArchive start(Path directory, ArchiveIndex index, Options options) throws Exception {
        return new TestArchive(directory, index, options);
    }

    private TestArchive(Path directory, ArchiveIndex index, Options options) throws Exception {
        store = store(directory, options.volumes());
        this.index = index;
        ingest = Ingest.start(
                store,
                index,
                StoredInstance::locations,
                Quarantine.open(directory.resolve("quarantine"), ByteSize.ofMebibytes(64)),
                new IngestSettings(64, 64, Patience.LONG, DecodingLimits.STANDARD),
                Clock.systemUTC());
        retrieve = new RetrieveService(
                index,
                new ObjectSource(store),
                title -> Optional.ofNullable(destinations.get(title)),
                options.retrieve(),
                AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Duration.ofSeconds(20))),
                Clock.systemUTC());
        server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), acceptance(), services(options.query()), 16);
    }

    private static Store store(Path directory, int volumes) throws Exception {
        List<VolumeSpec> specs = new ArrayList<>();
        for (int i = 1; i <= volumes; i++) {
            Path path = Files.createDirectories(directory.resolve("volume" + i));
            VolumeInitialisation.initialise(new NioDisk(path), "volume" + i);
            specs.add(new VolumeSpec("volume" + i, path));
        }
        return Store.open(List.of(new StoreGroupSpec("main", specs, new WaterMarks(99, 98))));
    }

    private DimseServices services(QueryConfig query) {
        DimseServices.Builder services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, new StorageProvider(ingest, (calling, sopClass) -> Optional.empty()));
        FindProvider find = new FindProvider(index, store, query, Clock.systemUTC());
        for (InformationModel model : InformationModel.values()) {
            services.add(CommandField.C_FIND, model.find(), find)
                    .add(CommandField.C_MOVE, model.move(), retrieve.move())
                    .add(CommandField.C_GET, model.get(), retrieve.get());
        }
        return services.build();
    }

    /** Every context with the first transfer syntax offered; extended negotiation as the archive answers it. */
    private static AcceptancePolicy acceptance() {
        ContextRule storage = ContextRule.preferring(List.of(), true).withRequestorAsScp();
        return (request, peer, certificate) -> ContextNegotiation.answer(
                request,
                uid -> Optional.of(
                        InformationModel.of(uid).isEmpty()
                                ? storage
                                : storage.withExtended(asked -> extended(uid, asked))));
    }

    private static Optional<Octets> extended(Uid sopClass, Octets asked) {
        return ExtendedNegotiation.answer(sopClass, asked.toByteArray()).map(Octets::of);
    }

    /** Where clients reach it. */
    public RemoteAe remote() {
        return new RemoteAe(TITLE, "127.0.0.1", server.port());
    }

    public int port() {
        return server.port();
    }

    public RetrieveService retrieve() {
        return retrieve;
    }

    public ArchiveIndex index() {
        return index;
    }

    /** Makes {@code destination} one that C-MOVE may send to. */
    public void addDestination(RemoteAe destination) {
        destinations.put(destination.title(), destination);
    }

    public Store store() {
        return store;
    }

    /** The stored files below the given volume, counted from 1. */
    public static List<Path> files(Path directory, int volume) throws IOException {
        return TestVolumes.filesBelow(directory.resolve("volume" + volume).resolve("objects"));
    }

    @Override
    public void close() {
        server.close();
        retrieve.close();
        ingest.close();
        index.close();
        store.close();
    }
}
