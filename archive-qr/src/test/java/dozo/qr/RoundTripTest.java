package dozo.qr;

import static dozo.qr.testing.CounterCheck.assertCountersAddUp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.ProposedContext;
import dozo.core.charset.PersonName;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.pdu.Octets;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.StudyFile;
import dozo.qr.testing.TestArchive;
import dozo.qr.testing.TestDestination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every well-formed file of the shared test data: stored, found, moved and got, the data set equal byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {

    private TestArchive archive;
    private Scu scu;

    /** The last file stored under each SOP Instance UID: what the archive must give back. */
    private final Map<Uid, StudyFile> stored = new LinkedHashMap<>();

    @BeforeAll
    void storeEverything(@TempDir Path directory) throws Exception {
        archive = TestArchive.start(directory, TestArchive.Options.defaults());
        scu = new Scu(archive.remote());
        for (TestFile file : TestData.wellFormed()) {
            StudyFile read = StudyFile.read(file);
            assertEquals(
                    DimseStatus.SUCCESS,
                    scu.tryToStore(read.sopClass(), read.sopInstance(), read.syntax(), read.dataSet()),
                    file::path);
            stored.put(read.sopInstance(), read);
        }
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    private Set<Uid> studies() {
        Set<Uid> studies = new TreeSet<>();
        stored.values().forEach(file -> studies.add(file.study()));
        return studies;
    }

    @Test
    void findsEachInstanceByItsUids() throws Exception {
        for (StudyFile file : stored.values()) {
            Attributes identifier = Scu.identifier(
                    "IMAGE",
                    Key.of(Tag.SOPInstanceUID, file.sopInstance()),
                    Key.of(Tag.SOPClassUID, Vr.UI),
                    Key.of(Tag.StudyInstanceUID, Vr.UI),
                    Key.of(Tag.SeriesInstanceUID, Vr.UI));
            Scu.Answers answers = scu.find(InformationModel.STUDY_ROOT.find(), Octets.of(1), identifier);
            assertEquals(DimseStatus.SUCCESS, answers.status(), file::path);
            assertEquals(1, answers.matches().size(), file::path);
            Attributes match = answers.matches().get(0);
            assertEquals(file.sopClass(), match.uid(Tag.SOPClassUID).orElseThrow(), file::path);
            assertEquals(file.study(), match.uid(Tag.StudyInstanceUID).orElseThrow(), file::path);
            assertEquals(file.series(), match.uid(Tag.SeriesInstanceUID).orElseThrow(), file::path);
        }
    }

    @Test
    void findsNamesInEveryCharacterSetAndAnswersThemInUtf8() throws Exception {
        Map<String, TestFile> firstOfPatient = new LinkedHashMap<>();
        for (TestFile file : TestData.wellFormed()) {
            firstOfPatient.putIfAbsent(file.text("patient_id").orElse(""), file);
        }
        List<TestFile> named = firstOfPatient.values().stream()
                .filter(file -> file.path().startsWith("charset/"))
                .filter(file -> file.text("pn").filter(name -> !name.isEmpty()).isPresent())
                .toList();
        assertTrue(named.size() > 15, () -> named.size() + " files");
        for (TestFile file : named) {
            String name = file.text("pn").orElseThrow();
            Attributes identifier = Scu.identifier(
                    "STUDY", Key.of(Tag.StudyInstanceUID, StudyFile.read(file).study()));
            identifier.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192").put(Tag.PatientName, Vr.PN, name);
            Scu.Answers answers = scu.find(InformationModel.STUDY_ROOT.find(), identifier);
            assertEquals(1, answers.matches().size(), file::path);
            assertEquals(
                    PersonName.parse(name),
                    PersonName.parse(answers.values(Tag.PatientName).get(0)),
                    file::path);
        }
    }

    @Test
    void movesEveryStudyByteForByte() throws Exception {
        try (TestDestination destination = TestDestination.start()) {
            archive.addDestination(destination.remote());
            for (Uid study : studies()) {
                Scu.Answers answers = scu.move(
                        InformationModel.STUDY_ROOT.move(),
                        Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study)),
                        TestDestination.TITLE);
                assertEquals(DimseStatus.SUCCESS, answers.status(), study::value);
                assertCountersAddUp(answers);
            }
            assertEquals(stored.keySet(), destination.arrived().keySet());
            stored.forEach((uid, file) -> {
                assertEquals(file.syntax(), destination.arrived().get(uid).syntax(), file::path);
                assertArrayEquals(file.dataSet(), destination.arrived().get(uid).dataSet(), file::path);
            });
        }
    }

    @Test
    void getsEveryStudyByteForByte() throws Exception {
        for (Uid study : studies()) {
            List<StudyFile> files = stored.values().stream()
                    .filter(file -> file.study().equals(study))
                    .toList();
            Scu.Got got = scu.get(
                    InformationModel.STUDY_ROOT.get(),
                    Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study)),
                    contexts(files));
            assertEquals(DimseStatus.SUCCESS, got.answers().status(), study::value);
            assertEquals(files.size(), got.dataSets().size());
            for (StudyFile file : files) {
                assertArrayEquals(file.dataSet(), got.dataSets().get(file.sopInstance()), file::path);
            }
        }
    }

    private static List<ProposedContext> contexts(List<StudyFile> files) {
        List<ProposedContext> contexts = new ArrayList<>();
        files.stream()
                .map(file -> ProposedContext.of(file.sopClass(), file.syntax()).asScp())
                .distinct()
                .forEach(contexts::add);
        assertTrue(contexts.size() < 128);
        return contexts;
    }
}
