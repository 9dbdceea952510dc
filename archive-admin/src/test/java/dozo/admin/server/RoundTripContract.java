package dozo.admin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.network.NetworkSettings;
import dozo.admin.scu.Downloads;
import dozo.admin.scu.Finder;
import dozo.admin.scu.InstanceFile;
import dozo.admin.scu.QueryKeys;
import dozo.admin.scu.Remote;
import dozo.admin.scu.Retriever;
import dozo.admin.scu.SendReport;
import dozo.admin.scu.Sender;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.RemoteAe;
import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.DicomConfig;
import dozo.core.config.DozoConfig;
import dozo.core.config.IndexConfig;
import dozo.core.config.StorageConfig;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.encoding.Part10File;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.storage.index.model.Level;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every well-formed file of the test data, sent to a running archive as it lies on disk, is found, and comes back by C-MOVE and
 * by C-GET with the same data set, byte for byte. The same on each database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoundTripContract {

    private static final AeTitle LISTENER = new AeTitle("LISTENER");

    @TempDir
    static Path directory;

    private Server server;
    private DimseServer listener;
    private Downloads moved;
    private Remote archive;
    private final Map<Uid, byte[]> sent = new HashMap<>();

    /** An empty database. */
    abstract IndexConfig database(Path directory);

    @BeforeAll
    void start() throws Exception {
        List<InstanceFile> files = files();
        moved = new Downloads(Files.createDirectory(directory.resolve("moved")));
        listener = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0),
                TestingAcceptance.everything(),
                DimseServices.builder().addDefault(CommandField.C_STORE, moved).build(),
                1);
        DozoConfig config = config();
        VolumeInitialisation.initialise(
                new NioDisk(Files.createDirectories(
                        config.storage().groups().get(0).volumes().get(0).path())),
                "local");
        server = Server.start(config, Clock.systemUTC());
        archive = new Remote(
                new RemoteAe(config.dicom().ownAeTitle(), "127.0.0.1", server.port()),
                new AeTitle("TESTER"),
                NetworkSettings.of(config.dicom()).outgoing());
        SendReport report = new Sender(archive, 2, (instances, bytes) -> {}).send(files);
        assertEquals(List.of(), report.failures());
    }

    private DozoConfig config() {
        Path data = directory.resolve("data");
        DozoConfig defaults = DozoConfig.defaults(data);
        DicomConfig dicom = defaults.dicom();
        DicomConfig open = new DicomConfig(
                dicom.aeTitles(),
                "127.0.0.1",
                0,
                false,
                true,
                List.of(),
                List.of(),
                dicom.sopClasses(),
                dicom.limits(),
                dicom.timeOuts(),
                Optional.empty());
        AeConfig destination = new AeConfig(
                LISTENER, "127.0.0.1", listener.port(), Set.of(AeRole.QUERY), false, List.of(), Optional.empty());
        StorageConfig storage = defaults.storage();
        StorageConfig roomy = new StorageConfig(
                storage.groups(),
                100,
                99,
                storage.quarantineDirectory(),
                storage.quarantineLimit(),
                64,
                storage.commitTimeOut(),
                storage.catchUpRate());
        return new DozoConfig(
                "test",
                defaults.stopTimeOut(),
                data,
                database(data),
                open,
                List.of(destination),
                roomy,
                defaults.query(),
                defaults.retrieve(),
                defaults.commitment(),
                defaults.control());
    }

    /** The last file of each SOP Instance UID is the version that is handed out. */
    private List<InstanceFile> files() throws IOException {
        List<InstanceFile> files = new ArrayList<>();
        Set<Uid> instances = new HashSet<>();
        for (TestFile file : TestData.wellFormed()) {
            Optional<InstanceFile> instance = InstanceFile.read(file.file());
            if (instance.isPresent() && instances.add(instance.get().sopInstance())) {
                files.add(instance.get());
                sent.put(instance.get().sopInstance(), dataSet(file.file()));
            }
        }
        assertTrue(files.size() > 200, "only " + files.size() + " instances in the test data");
        return files;
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void everyInstanceComesBackByMoveAsItWasSent() throws Exception {
        for (String study : studies()) {
            Retriever.Result result =
                    Retriever.move(archive, InformationModel.STUDY_ROOT, study(study), LISTENER, counts -> {});
            assertEquals(0, result.failed(), "study " + study);
        }
        assertSameAsSent(directory.resolve("moved"));
    }

    @Test
    void everyInstanceComesBackByGetAsItWasSent() throws Exception {
        Path got = Files.createDirectory(directory.resolve("got"));
        Downloads downloads = new Downloads(got);
        for (String study : studies()) {
            Attributes selection = study(study);
            Retriever.Result result = Retriever.get(
                    archive, InformationModel.STUDY_ROOT, Level.STUDY, selection, downloads, counts -> {});
            assertEquals(0, result.failed(), "study " + study);
        }
        assertSameAsSent(got);
    }

    private Set<String> studies() throws Exception {
        Set<String> studies = new TreeSet<>();
        boolean complete = Finder.find(
                archive,
                InformationModel.STUDY_ROOT,
                QueryKeys.parse(List.of("StudyInstanceUID")).identifier("STUDY", List.of()),
                answer -> studies.add(answer.string(Tag.StudyInstanceUID).orElseThrow()) || true);
        assertTrue(complete);
        return studies;
    }

    private static Attributes study(String uid) throws Exception {
        return QueryKeys.parse(List.of("StudyInstanceUID=" + uid)).identifier("STUDY", List.of());
    }

    private void assertSameAsSent(Path received) throws IOException {
        Set<Uid> missing = new HashSet<>(sent.keySet());
        List<Uid> different = new ArrayList<>();
        try (Stream<Path> files = Files.list(received)) {
            for (Path file : files.toList()) {
                Uid uid = InstanceFile.read(file).orElseThrow().sopInstance();
                missing.remove(uid);
                if (!Arrays.equals(sent.get(uid), dataSet(file))) {
                    different.add(uid);
                }
            }
        }
        assertEquals(Set.of(), missing, "did not come back");
        assertEquals(List.of(), different, "came back with other bytes");
    }

    private static byte[] dataSet(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return IOUtils.toByteArray(file.dataSet());
        }
    }
}
