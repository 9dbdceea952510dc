package dozo.qr.retrieve;

import static dozo.qr.testing.CounterCheck.assertCountersAddUp;
import static dozo.qr.testing.CounterCheck.assertCounts;
import static dozo.qr.testing.CounterCheck.failedList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.SubOperations;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Got;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.testing.MemoryIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C-GET over real sockets, from a real store. */
class GetTest {

    private static final Uid GET = InformationModel.STUDY_ROOT.get();
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax J2K = TransferSyntax.of(new Uid("1.2.840.10008.1.2.4.90"));

    @TempDir
    Path directory;

    private final Uid study = Instances.newUid();
    private final MemoryIndex index = new MemoryIndex();
    private TestArchive archive;
    private Scu scu;

    @BeforeEach
    void startArchive() throws Exception {
        archive = TestArchive.start(directory, index, TestArchive.Options.defaults());
        scu = new Scu(archive.remote());
    }

    @AfterEach
    void stopArchive() {
        archive.close();
    }

    private List<Attributes> storeStudy(int instances) throws Exception {
        List<Attributes> stored = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            stored.add(Instances.ct().study(study).instanceNumber(i + 1).build());
        }
        scu.store(stored.toArray(Attributes[]::new));
        return stored;
    }

    private Got get(ProposedContext... contexts) throws Exception {
        Got got = scu.get(GET, wholeStudy(), List.of(contexts));
        assertCountersAddUp(got.answers());
        return got;
    }

    private Attributes wholeStudy() {
        return Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study));
    }

    private static ProposedContext ct(TransferSyntax... syntaxes) {
        return ProposedContext.of(Instances.CT, syntaxes).asScp();
    }

    private static Uid uid(Attributes instance) {
        return instance.uid(Tag.SOPInstanceUID).orElseThrow();
    }

    @Test
    void sendsEveryInstanceAsItWasStoredOverTheSameAssociation() throws Exception {
        List<Attributes> stored = storeStudy(6);
        Got got = get(ct(EXPLICIT));
        assertEquals(DimseStatus.SUCCESS, got.answers().status());
        assertCounts(got.answers(), 6, 0, 0);
        for (Attributes instance : stored) {
            assertArrayEquals(
                    DatasetWriter.toBytes(instance, EXPLICIT), got.dataSets().get(uid(instance)));
        }
    }

    @Test
    void prefersTheContextOfTheStoredSyntaxWhateverTheOrder() throws Exception {
        List<Attributes> stored = storeStudy(1);
        Got got = get(ct(IMPLICIT), ct(EXPLICIT));
        assertArrayEquals(
                DatasetWriter.toBytes(stored.get(0), EXPLICIT), got.dataSets().get(uid(stored.get(0))));
    }

    @Test
    void convertsToWhateverUncompressedSyntaxTheRequestorTakes() throws Exception {
        Attributes stored = storeStudy(1).get(0);
        for (TransferSyntax taken : List.of(
                IMPLICIT, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
            Got got = get(ct(taken));
            assertCounts(got.answers(), 1, 0, 0);
            assertArrayEquals(
                    DatasetWriter.toBytes(stored, taken), got.dataSets().get(uid(stored)), taken::toString);
        }
    }

    @Test
    void failsTheInstancesOfClassesTheRequestorIsNoScpOf() throws Exception {
        storeStudy(2);
        Attributes mr = Instances.mr().study(study).build();
        scu.store(mr);
        Got got = get(ct(EXPLICIT), ProposedContext.of(Instances.MR, EXPLICIT));
        assertEquals(DimseStatus.WARNING_SUBOPERATIONS, got.answers().status());
        assertCounts(got.answers(), 2, 1, 0);
        assertEquals(Set.of(uid(mr).value()), failedList(got.answers()));
    }

    @Test
    void failsAnInstanceWithoutCodecAloneAndKeepsTheAssociation() throws Exception {
        storeStudy(2);
        Attributes compressed =
                Instances.ct().study(study).fragments(new byte[] {1, 2}).build();
        scu.store(Instances.CT, uid(compressed), J2K, DatasetWriter.toBytes(compressed, J2K));
        Got got = get(ct(EXPLICIT, IMPLICIT));
        assertCounts(got.answers(), 2, 1, 0);
        assertEquals(Set.of(uid(compressed).value()), failedList(got.answers()));
    }

    @Test
    void failsADamagedFrameBeforeAnythingOfItIsSentAndKeepsTheAssociation() throws Exception {
        TransferSyntax rle = TransferSyntax.of(new Uid("1.2.840.10008.1.2.5"));
        Attributes damaged =
                Instances.ct().study(study).fragments(new byte[] {9, 9}).build();
        scu.store(Instances.CT, uid(damaged), rle, DatasetWriter.toBytes(damaged, rle));
        storeStudy(3);
        Got got = get(ct(EXPLICIT));
        assertCounts(got.answers(), 3, 1, 0);
        assertEquals(Set.of(uid(damaged).value()), failedList(got.answers()));
    }

    @Test
    void stopsWithTheCountersAsTheyAreWhenCancelled() throws Exception {
        storeStudy(200);
        Got got = scu.get(GET, wholeStudy(), List.of(ct(EXPLICIT)), response -> false);
        assertEquals(DimseStatus.CANCEL, got.answers().status());
        assertCountersAddUp(got.answers());
        SubOperations counts = got.answers().last().command().subOperations();
        assertTrue(counts.remaining() > 0, counts::toString);
        assertEquals(got.dataSets().size(), counts.completed());
    }

    @Test
    void refusesWithA900WithoutAUniqueKey() throws Exception {
        Got got = scu.get(GET, Scu.identifier("SERIES"), List.of(ct(EXPLICIT)));
        assertEquals(0xA900, got.answers().status());
    }

    @Test
    void sendsTheValuesOfTheIndexWhereSomebodyCorrectedThem() throws Exception {
        Attributes japanese = Instances.ct()
                .characterSet("", "ISO 2022 IR 87")
                .study(study)
                .patientName("Yamada^Tarou=山田^太郎")
                .build();
        scu.store(japanese);
        correct(uid(japanese), new Attributes(), "Suzuki^Jirou=鈴木^次郎");
        Got got = get(ct(EXPLICIT));
        japanese.put(Tag.PatientName, Vr.PN, "Suzuki^Jirou=鈴木^次郎");
        assertArrayEquals(
                DatasetWriter.toBytes(japanese, EXPLICIT), got.dataSets().get(uid(japanese)));
    }

    @Test
    void failsAnInstanceWhoseCharacterSetCannotHoldTheCorrectedValue() throws Exception {
        Attributes latin = storeStudy(1).get(0);
        correct(uid(latin), new Attributes(), "鈴木^次郎");
        Got got = get(ct(EXPLICIT));
        assertCounts(got.answers(), 0, 1, 0);
    }

    /** Gives the index a corrected name, in UTF-8 as the index keeps it. */
    private void correct(Uid instance, Attributes overlay, String name) throws Exception {
        overlay.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192").put(Tag.PatientName, Vr.PN, name);
        try (var stream = index.instances(RetrieveSelection.ofInstances(List.of(instance)))) {
            StoredInstance stored = stream.next().orElseThrow();
            index.put(List.of(new StoredInstance(stored.object(), stored.locations(), Optional.of(overlay))));
        }
    }
}
