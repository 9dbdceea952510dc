package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.charset.TextKind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.TestArchive;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * INV-11: text keeps its meaning. Broken on purpose by callers whose character set cannot hold the names that are stored: what
 * they get is still the name, in a set that they are told, and no character of it has become a question mark.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesKeepTheirMeaningTest {

    private static final List<SpecificCharacterSet> SETS_OF_CALLERS = List.of(
            SpecificCharacterSet.DEFAULT,
            SpecificCharacterSet.of(List.of("ISO_IR 100")),
            SpecificCharacterSet.of(List.of("ISO_IR 13")),
            SpecificCharacterSet.of(List.of("", "ISO 2022 IR 87")),
            SpecificCharacterSet.of(List.of("", "ISO 2022 IR 149")),
            SpecificCharacterSet.of(List.of("GB18030")),
            SpecificCharacterSet.UTF_8);

    private TestArchive archive;
    private Scu scu;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        archive = TestArchive.start(directory, TestArchive.Options.defaults());
        scu = new Scu(archive.remote());
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    @ParameterizedTest
    @CsvSource({
        "\\ISO 2022 IR 87, Yamada^Tarou=山田^太郎=やまだ^たろう",
        "\\ISO 2022 IR 13\\ISO 2022 IR 87, ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
        "ISO_IR 192, Takahashi^Ichirou=髙橋^①朗=たかはし^いちろう",
        "\\ISO 2022 IR 149, Hong^Gildong=洪^吉洞=홍^길동",
        "GB18030, Wang^XiaoDong=王^小东",
        "ISO_IR 144, Люкceмбypг",
        "ISO_IR 100, Buc^Jérôme",
        "ISO_IR 192, 𠮷野^花子"
    })
    void everyCallerGetsTheNameWhateverSetItAskedIn(String terms, String name) throws Exception {
        Uid study = Instances.newUid();
        scu.store(Instances.ct()
                .study(study)
                .characterSet(terms.split("\\\\"))
                .patientId(study.value())
                .patientName(name)
                .build());
        for (SpecificCharacterSet set : SETS_OF_CALLERS) {
            assertAnswersTheName(name, set, asked(set).put(Tag.StudyInstanceUID, study));
            if (set.canEncode(name, TextKind.PERSON_NAME)) {
                assertAnswersTheName(
                        name, set, asked(set).put(Tag.StudyInstanceUID, study).put(Tag.PatientName, Vr.PN, name));
            }
        }
    }

    private static Attributes asked(SpecificCharacterSet set) {
        Attributes identifier = new Attributes();
        if (!set.terms().isEmpty()) {
            identifier.put(Tag.SpecificCharacterSet, Vr.CS, set.terms().toArray(String[]::new));
        }
        return identifier.put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY").putEmpty(Tag.PatientName, Vr.PN);
    }

    private void assertAnswersTheName(String name, SpecificCharacterSet set, Attributes identifier) throws Exception {
        Scu.Answers answers = scu.find(InformationModel.STUDY_ROOT.find(), identifier);
        assertEquals(DimseStatus.SUCCESS, answers.status(), () -> "asked in " + set.terms());
        assertEquals(List.of(name), answers.values(Tag.PatientName), () -> "asked in " + set.terms());
    }
}
