package dozo.admin.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.archive.Archive;
import dozo.admin.archive.Foundation;
import dozo.admin.network.KnownAes;
import dozo.core.config.ConfigurationFile;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.AeTitle;
import dozo.storage.ingest.Arrival;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.integrity.FindingKind;
import dozo.storage.integrity.Progress;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations on an archive with a mirror: whether each does what was wished, and no more. */
class OperationsTest {

    @TempDir
    Path directory;

    private Archive archive;
    private Workplace workplace;

    @BeforeEach
    void openArchive() throws Exception {
        Path file = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                storage {
                  high-water = "100%", low-water = "99%"
                  groups = [ { name = "first", volumes = [
                    { name = "primary", path = "primary" }, { name = "mirror", path = "mirror" } ] } ]
                }
                """);
        for (String volume : List.of("primary", "mirror")) {
            VolumeInitialisation.initialise(new NioDisk(Files.createDirectory(directory.resolve(volume))), volume);
        }
        archive = Archive.open(ConfigurationFile.read(file), Foundation.of(Clock.systemUTC()), Progress.Listener.NONE);
        KnownAes known = new KnownAes(archive.config(), archive.index().applicationEntities());
        workplace = new Workplace(archive, known, Serving.NOBODY);
    }

    @AfterEach
    void closeArchive() {
        archive.close();
    }

    @Test
    void verifyWritesNothingUnlessItIsToldToRepair() throws Exception {
        StoredObject object = store(Instances.ct());
        JournaledStore.flipBit(file(object, "mirror"));

        VerifyRun.Verified looked = verify(false);
        assertEquals(Map.of(FindingKind.COPY_CORRUPT.name(), 1L), looked.counts());
        assertFalse(looked.sound());

        VerifyRun.Verified repaired = verify(true);
        assertEquals(1, repaired.counts().get(FindingKind.COPY_REPAIRED.name()));
        assertTrue(repaired.sound());
        assertEquals(Map.of(), verify(false).counts());
    }

    @Test
    void verifyReadsEveryStudyThatIsNamedAndNoOther() throws Exception {
        StoredObject first = store(Instances.ct());
        StoredObject second = store(Instances.ct());
        store(Instances.ct());
        List<String> named = List.of(
                first.studyInstanceUid().value(), second.studyInstanceUid().value());
        VerifyRun.Verified verified =
                new VerifyRun().run(workplace, new VerifyRun.Wish(named, false, 0), Progress.Listener.NONE);
        assertEquals(2, verified.objects());
    }

    /** Who asks for headers alone has to be told less; who does not must hear of every damaged object. */
    @Test
    void reindexTestsEveryByteUnlessHeadersAreEnough() throws Exception {
        StoredObject object = store(Instances.ct().pixels(1024, 1024, 16));
        JournaledStore.flipBit(file(object, "primary"));
        JournaledStore.flipBit(file(object, "mirror"));
        assertEquals(0, reindex(true).lost());
        assertEquals(1, reindex(false).lost());
    }

    @Test
    void studyListHoldsItsDatesAndItsLimit() throws Exception {
        for (String date : List.of("20260101", "20260615", "20261231")) {
            store(Instances.ct().with(Tag.StudyDate, Vr.DA, date));
        }
        assertEquals(List.of("20260101", "20260615"), dates("", "2026-06-15", 10));
        assertEquals(List.of("20260615", "20261231"), dates("2026-06-15", "", 10));
        assertEquals(List.of("20260615"), dates("2026-02-01", "2026-11-30", 10));
        assertTrue(list("", "", 3).complete());
        assertEquals(2, list("", "", 2).studies().size());
        assertFalse(list("", "", 2).complete());
    }

    /** A group takes no journal line while a volume of it is out of use: so it is written before, or after. */
    @Test
    void volumeSetJournalsWhoTakesAVolumeOutOfUseAndBack() throws Exception {
        store(Instances.ct());
        VolumeSet.Done offline = set("OFFLINE");
        assertEquals(new VolumeSet.Done("mirror", "ONLINE", "OFFLINE", true), offline);
        assertEquals(new VolumeSet.Done("mirror", "OFFLINE", "ONLINE", true), set("ONLINE"));
    }

    private VolumeSet.Done set(String state) throws OperatingFailure {
        return new VolumeSet()
                .run(workplace, new VolumeSet.Wish("mirror", state, "root", "maintenance"), Progress.Listener.NONE);
    }

    /** It would be asked for by TLS, which this archive does not speak. */
    @Test
    void aeAddTakesNoAeWithTlsWithoutKeysAndNoHostWithoutPort() {
        for (AeRow row : List.of(
                new AeRow("VIEWER", "127.0.0.1", 11112, List.of("query"), true, List.of(), ""),
                new AeRow("VIEWER", "127.0.0.1", 0, List.of("query"), false, List.of(), ""),
                new AeRow("VIEWER", "", 11112, List.of("query"), false, List.of(), ""))) {
            OperatingFailure refused =
                    assertThrows(OperatingFailure.class, () -> new AeAdd().run(workplace, row, Progress.Listener.NONE));
            assertEquals(FailureCode.CONFIGURATION_INVALID, refused.code());
        }
        assertEquals(
                List.of(),
                new AeList()
                        .run(workplace, new Nothing(), Progress.Listener.NONE)
                        .entries());
    }

    private StoredObject store(Instances instance) throws Exception {
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
        StoreOutcome outcome = archive.ingest().receive(arrival, new ByteArrayInputStream(instance.encode(syntax)));
        return assertInstanceOf(StoreOutcome.Stored.class, outcome).object();
    }

    private VerifyRun.Verified verify(boolean repair) throws OperatingFailure {
        return new VerifyRun().run(workplace, new VerifyRun.Wish(List.of(), repair, 0), Progress.Listener.NONE);
    }

    private ReindexRun.Rebuilt reindex(boolean headersOnly) throws OperatingFailure {
        return new ReindexRun().run(workplace, new ReindexRun.Wish(headersOnly), Progress.Listener.NONE);
    }

    private StudyList.Studies list(String from, String to, int limit) throws OperatingFailure {
        return new StudyList().run(workplace, new StudyList.Filter("", "", from, to, limit), Progress.Listener.NONE);
    }

    private List<String> dates(String from, String to, int limit) throws OperatingFailure {
        return list(from, to, limit).studies().stream()
                .map(StudyList.StudyRow::studyDate)
                .sorted()
                .toList();
    }

    private Path file(StoredObject object, String volume) {
        return directory.resolve(volume).resolve(object.path().relative());
    }
}
