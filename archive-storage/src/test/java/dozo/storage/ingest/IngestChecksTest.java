package dozo.storage.ingest;

import static dozo.storage.ingest.IngestTest.refused;
import static dozo.storage.ingest.IngestTest.stored;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.TestVolumes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of PS3.4 section B.2.3, each with its status, and that none leaves an object behind (INV-9). */
class IngestChecksTest {

    private static final Uid HANGING_PROTOCOL = new Uid("1.2.840.10008.5.1.4.38.1");

    @TempDir
    Path directory;

    private IngestBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = IngestBench.on(TestVolumes.in(directory).group("v"), directory);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void answersA900WhenTheCommandNamesAnotherSopClass() throws Exception {
        Instances ct = Instances.ct();
        refuse(0xA900, IngestBench.arrival(Optional.of(Instances.MR), uid(ct)), bytes(ct));
    }

    @Test
    void answersA900WhenTheCommandNamesAnotherInstance() throws Exception {
        Instances ct = Instances.ct();
        refuse(0xA900, IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid())), bytes(ct));
    }

    @Test
    void answers0117WhenTheCommandHasNoValidUids() throws Exception {
        Instances ct = Instances.ct();
        refuse(0x0117, IngestBench.arrival(Optional.of(Instances.CT), Optional.empty()), bytes(ct));
        refuse(0x0117, IngestBench.arrival(Optional.empty(), uid(ct)), bytes(ct));
    }

    /** Such a UID never becomes part of a path; the store's paths are made of numbers only. */
    @Test
    void answers0117WhenAUidOfTheDataSetIsNotValid() throws Exception {
        for (String bad : List.of("../../../../tmp/evil", "1.2..3", "1.2.ABC", "1".repeat(65), "1.2\\1.3")) {
            for (int tag : List.of(Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID)) {
                Instances ct = Instances.ct();
                Optional<Uid> uid = uid(ct);
                ct.with(tag, Vr.UI, bad.split("\\\\"));
                refuse(0x0117, IngestBench.arrival(Optional.of(Instances.CT), uid), bytes(ct));
            }
        }
    }

    @Test
    void answersA900WhenAnIdentifierIsMissingOrEmpty() throws Exception {
        for (int tag : List.of(Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID)) {
            Instances missing = Instances.ct();
            Arrival arrival = IngestBench.arrival(Optional.of(Instances.CT), uid(missing));
            refuse(0xA900, arrival, bytes(missing.without(tag)));
            Instances empty = Instances.ct();
            Arrival other = IngestBench.arrival(Optional.of(Instances.CT), uid(empty));
            refuse(0xA900, other, bytes(empty.with(tag, Vr.UI)));
        }
    }

    @Test
    void answersC000WhenTheDataSetCannotBeUnderstood() throws Exception {
        Arrival arrival = IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid()));
        refuse(0xC000, arrival, "GET / HTTP/1.1\r\nHost: archive\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        refuse(0xC000, arrival, new byte[0]);
        refuse(0xC000, arrival, new byte[4096]);
    }

    @Test
    void answersC000WhereverTheDataSetIsTruncated() throws Exception {
        Instances ct = Instances.ct();
        byte[] whole = bytes(ct);
        Arrival arrival = IngestBench.arrival(Optional.of(Instances.CT), uid(ct));
        int pixelHeader = whole.length - 16 * 16 * 2 - 12;
        for (int length = pixelHeader + 1; length < whole.length; length += 37) {
            refuse(0xC000, arrival, Arrays.copyOf(whole, length));
        }
        refuse(0xC000, arrival, Arrays.copyOf(whole, whole.length - 1));
        stored(bench.send(arrival, whole));
    }

    @Test
    void answersC000WhenSequencesNestTooDeep() throws Exception {
        Attributes innermost = new Attributes();
        for (int depth = 0; depth < 40; depth++) {
            Attributes outer = new Attributes();
            outer.put(new Element.Items(Tag.ReferencedSOPSequence, Vr.SQ, List.of(innermost)));
            innermost = outer;
        }
        Instances ct =
                Instances.ct().with(innermost.element(Tag.ReferencedSOPSequence).orElseThrow());
        refuse(0xC000, IngestBench.arrival(Optional.of(Instances.CT), uid(ct)), bytes(ct));
    }

    /** What stands behind the pixel data is the sender's to know: it is kept to its last byte. */
    @Test
    void keepsWhatCannotBeUnderstoodBehindThePixelData() throws Exception {
        Instances ct = Instances.ct();
        byte[] whole = bytes(ct);
        byte[] odd = Arrays.copyOf(whole, whole.length + 300_000);
        byte[] item = {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, 0, 0, 0, 0};
        System.arraycopy(item, 0, odd, whole.length, item.length); // of no sequence
        StoredObject stored = stored(bench.send(IngestBench.arrival(Optional.of(Instances.CT), uid(ct)), odd));
        Path file = bench.volumes.path("v").resolve(stored.path().relative());
        try (Part10File part10 = Part10File.open(file)) {
            assertArrayEquals(odd, part10.dataSet().readAllBytes());
        }
    }

    /** PS3.4 Annex GG: such an instance has no study, unless it says that it has. */
    @Test
    void filesANonPatientInstanceUnderItsClassUnlessItNamesAStudy() throws Exception {
        Instances without = Instances.ct()
                .sopClass(HANGING_PROTOCOL)
                .without(Tag.StudyInstanceUID)
                .without(Tag.SeriesInstanceUID);
        StoredObject stored = stored(bench.send(without));
        assertEquals(HANGING_PROTOCOL, stored.studyInstanceUid());
        assertEquals(HANGING_PROTOCOL, stored.seriesInstanceUid());
        Instances with = Instances.ct().sopClass(HANGING_PROTOCOL);
        assertEquals(
                with.build().uid(Tag.StudyInstanceUID),
                Optional.of(stored(bench.send(with)).studyInstanceUid()));
    }

    @Test
    void acceptsAnInstanceWithoutPatientId() throws Exception {
        stored(bench.send(Instances.ct().without(Tag.PatientID)));
        stored(bench.send(Instances.ct().with(Tag.PatientID, Vr.LO)));
    }

    @Test
    void acceptsEverySyntaxThatCanBeRead() throws Exception {
        for (TransferSyntax syntax : List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
            Instances ct = Instances.ct();
            byte[] dataSet = DatasetWriter.toBytes(ct.build(), syntax);
            stored(bench.send(IngestBench.arrival(Optional.of(Instances.CT), uid(ct), syntax), dataSet));
        }
    }

    /** No patient data in what is logged and kept beside the data. */
    @Test
    void saysWhyWithoutNamingThePatient() throws Exception {
        Instances ct = Instances.ct().patientName("Secret^Person").patientId("SECRET-7");
        StoreOutcome.Refused refused = refused(
                bench.send(IngestBench.arrival(Optional.of(Instances.MR), uid(ct)), bytes(ct)),
                FailureCode.CLASS_MISMATCH);
        assertFalse(refused.detail().toUpperCase(Locale.ROOT).contains("SECRET"), refused.detail());
        assertTrue(refused.detail().contains(Instances.CT.value()), refused.detail());
    }

    private void refuse(int status, Arrival arrival, byte[] dataSet) throws Exception {
        int kept = bench.quarantine.list().size();
        StoreOutcome outcome = bench.send(arrival, dataSet);
        StoreOutcome.Refused refused = assertInstanceOf(StoreOutcome.Refused.class, outcome);
        assertEquals(status, refused.code().storeStatus(), refused.detail());
        assertEquals(List.of(), bench.objects("v"), refused.detail());
        assertEquals(
                kept + (dataSet.length > 0 ? 1 : 0), bench.quarantine.list().size(), refused.detail());
    }

    private static Optional<Uid> uid(Instances instance) {
        return instance.build().uid(Tag.SOPInstanceUID);
    }

    private static byte[] bytes(Instances instance) {
        return instance.encode(IngestBench.SYNTAX);
    }
}
