package dozo.qr.retrieve;

import static dozo.qr.testing.CounterCheck.assertCountersAddUp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.ProposedContext;
import dozo.core.config.IndexConfig;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import dozo.qr.testing.TestDestination;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C-MOVE and C-GET at every level of every model: patients P and Q with two studies of two series of two instances each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RetrieveLevelsContract {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    /** UIDs by names such as {@code P1} (study), {@code P1a} (series) and {@code P1a2} (instance). */
    private final Map<String, Uid> uids = new HashMap<>();

    private TestArchive archive;
    private Scu scu;

    /** An empty database; {@code directory} is there for its files. */
    abstract IndexConfig database(Path directory);

    @BeforeAll
    void storeFourStudies(@TempDir Path directory) throws Exception {
        archive = TestArchive.start(directory, database(directory), TestArchive.Options.defaults());
        scu = new Scu(archive.remote());
        for (String patient : List.of("P", "Q")) {
            for (String study : List.of("1", "2")) {
                for (String series : List.of("a", "b")) {
                    for (String instance : List.of("1", "2")) {
                        store(patient, patient + study, patient + study + series, patient + study + series + instance);
                    }
                }
            }
        }
    }

    private void store(String patient, String study, String series, String instance) throws Exception {
        scu.store(Instances.ct()
                .patientId(patient)
                .study(uid(study))
                .series(uid(series))
                .sopInstance(uid(instance))
                .build());
    }

    private Uid uid(String name) {
        return uids.computeIfAbsent(name, key -> Instances.newUid());
    }

    private Uid[] uidsOf(String names) {
        return names.isEmpty()
                ? new Uid[0]
                : List.of(names.split(" ")).stream().map(this::uid).toArray(Uid[]::new);
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PATIENT_ROOT,       PATIENT, P,  '',    '',      '',        P1a1 P1a2 P1b1 P1b2 P2a1 P2a2 P2b1 P2b2",
        "PATIENT_STUDY_ONLY, PATIENT, Q,  '',    '',      '',        Q1a1 Q1a2 Q1b1 Q1b2 Q2a1 Q2a2 Q2b1 Q2b2",
        "PATIENT_ROOT,       STUDY,   P,  P2,    '',      '',        P2a1 P2a2 P2b1 P2b2",
        "PATIENT_ROOT,       STUDY,   P,  P1 Q1, '',      '',        P1a1 P1a2 P1b1 P1b2",
        "PATIENT_ROOT,       STUDY,   Q,  P1,    '',      '',        ''",
        "PATIENT_ROOT,       SERIES,  Q,  P1,    P1a,     '',        ''",
        "PATIENT_ROOT,       IMAGE,   P,  P1,    P1a,     P1a1,      P1a1",
        "PATIENT_ROOT,       IMAGE,   Q,  P1,    P1a,     P1a1,      ''",
        "STUDY_ROOT,         STUDY,   '', P1 Q2, '',      '',        P1a1 P1a2 P1b1 P1b2 Q2a1 Q2a2 Q2b1 Q2b2",
        "STUDY_ROOT,         SERIES,  '', Q1,    Q1a,     '',        Q1a1 Q1a2",
        "STUDY_ROOT,         SERIES,  '', Q1,    Q1a Q1b, '',        Q1a1 Q1a2 Q1b1 Q1b2",
        "STUDY_ROOT,         SERIES,  '', Q1,    Q2a,     '',        ''",
        "STUDY_ROOT,         SERIES,  '', Q1,    Q1a Q2a, '',        Q1a1 Q1a2",
        "STUDY_ROOT,         IMAGE,   '', Q1,    Q1b,     Q1b2,      Q1b2",
        "STUDY_ROOT,         IMAGE,   '', Q1,    Q1b,     Q1b2 Q1b1 Q1a1, Q1b1 Q1b2",
        "STUDY_ROOT,         IMAGE,   '', Q2,    Q1b,     Q1b2,      ''",
        "STUDY_ROOT,         STUDY,   '', none,  '',      '',        ''",
    })
    void handsOutWhatTheKeysSelectByMoveAndByGet(
            InformationModel model,
            String level,
            String patient,
            String study,
            String series,
            String image,
            String selected)
            throws Exception {
        Attributes identifier = Scu.identifier(
                level,
                Key.of(Tag.StudyInstanceUID, uidsOf(study)),
                Key.of(Tag.SeriesInstanceUID, uidsOf(series)),
                Key.of(Tag.SOPInstanceUID, uidsOf(image)));
        identifier.put(Tag.PatientID, Vr.LO, patient);
        Set<Uid> expected = Set.of(uidsOf(selected));
        try (TestDestination destination = TestDestination.start()) {
            archive.addDestination(destination.remote());
            Scu.Answers moved = scu.move(model.move(), identifier, TestDestination.TITLE);
            assertEquals(DimseStatus.SUCCESS, moved.status());
            assertCountersAddUp(moved);
            assertEquals(expected, new HashSet<>(destination.order()));
        }
        Scu.Got got = scu.get(
                model.get(),
                identifier,
                List.of(ProposedContext.of(Instances.CT, EXPLICIT).asScp()));
        assertEquals(DimseStatus.SUCCESS, got.answers().status());
        assertEquals(expected, got.dataSets().keySet());
    }

    @Test
    void handsOutTheNewestVersionOfAnInstance() throws Exception {
        Uid study = Instances.newUid();
        Uid instance = Instances.newUid();
        Attributes first = version(study, instance, "first");
        Attributes second = version(study, instance, "second");
        scu.store(first, second);
        Scu.Got got = scu.get(
                InformationModel.STUDY_ROOT.get(),
                Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study)),
                List.of(ProposedContext.of(Instances.CT, EXPLICIT).asScp()));
        assertEquals(Set.of(instance), got.dataSets().keySet());
        assertArrayEquals(
                DatasetWriter.toBytes(second, EXPLICIT), got.dataSets().get(instance));
    }

    private static Attributes version(Uid study, Uid instance, String description) {
        return Instances.ct()
                .patientId("V")
                .study(study)
                .series(study)
                .sopInstance(instance)
                .with(Tag.SeriesDescription, Vr.LO, description)
                .build();
    }
}
