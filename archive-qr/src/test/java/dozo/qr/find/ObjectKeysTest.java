package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.TestArchive;
import dozo.storage.index.model.Level;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Return keys that the index does not keep come from the stored object, and no other key opens one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectKeysTest {

    private static final int LENGTH_OF_LONG_TEXT = 6_000;
    private static final String CREATOR = "ACME HEADER 1.0";
    private static final int CREATOR_IN_OBJECT = 0x00290011;
    private static final int PRIVATE_TEXT_IN_OBJECT = 0x00291120;
    private static final int PRIVATE_SEQUENCE_IN_OBJECT = 0x00291121;
    private static final int PRIVATE_BULK_IN_OBJECT = 0x00291130;
    private static final int CREATOR_KEY = 0x00290010;
    private static final int PRIVATE_TEXT_KEY = 0x00291020;
    private static final int PRIVATE_SEQUENCE_KEY = 0x00291021;
    private static final int PRIVATE_BULK_KEY = 0x00291030;
    private static final int ACQUISITION_PROTOCOL = tag("AcquisitionProtocolDescription");
    private static final int CTDI_PHANTOM = tag("CTDIPhantomTypeCodeSequence");
    private static final int CODE_MEANING = tag("CodeMeaning");
    private static final int PATIENT_COMMENTS = tag("PatientComments");
    private static final int STUDY_COMMENTS = tag("StudyComments");

    /** The unique keys of an instance. */
    private record Place(Uid study, Uid series, Uid instance) {

        static Place anew() {
            return new Place(Instances.newUid(), Instances.newUid(), Instances.newUid());
        }
    }

    private final Place first = Place.anew();
    private final String longText = "x".repeat(LENGTH_OF_LONG_TEXT);

    private Path directory;
    private TestArchive archive;
    private Scu scu;

    private static int tag(String keyword) {
        return DataDictionary.tagOf(keyword).orElseThrow();
    }

    @BeforeAll
    void startAMirroredArchive(@TempDir Path directory) throws Exception {
        this.directory = directory;
        archive = TestArchive.start(directory, TestArchive.Options.defaults().mirrored());
        scu = new Scu(archive.remote());
        store(first);
    }

    private void store(Place place) throws Exception {
        Instances stored = Instances.ct().characterSet("", "ISO 2022 IR 87").patientId("P1");
        stored.study(place.study()).series(place.series()).sopInstance(place.instance());
        stored.with(CREATOR_IN_OBJECT, Vr.LO, CREATOR).with(PRIVATE_TEXT_IN_OBJECT, Vr.LO, "頭部");
        stored.with(new Element.Bytes(PRIVATE_BULK_IN_OBJECT, Vr.OB, new byte[100_000]));
        stored.with(ACQUISITION_PROTOCOL, Vr.LO, "胸部 ルーチン");
        stored.with(PATIENT_COMMENTS, Vr.LT, longText).with(STUDY_COMMENTS, Vr.LT, "short");
        stored.with(tag("DoseUnits"), Vr.CS, "GY");
        Attributes item = new Attributes(stored.build().characterSet()).put(CODE_MEANING, Vr.LO, "頭");
        stored.build().putItems(CTDI_PHANTOM, List.of(item)).putItems(PRIVATE_SEQUENCE_IN_OBJECT, List.of(item));
        Attributes request = new Attributes().put(Tag.RequestedProcedureID, Vr.SH, "RP-7");
        stored.build().putItems(Tag.RequestAttributesSequence, Collections.nCopies(1_000, request));
        scu.store(stored.build());
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    private Answers find(String level, Attributes keys) throws Exception {
        return find(first, Level.valueOf(level), keys);
    }

    private Answers find(Place place, Level level, Attributes keys) throws Exception {
        keys.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192").put(Tag.QueryRetrieveLevel, Vr.CS, level.term());
        keys.put(Tag.PatientID, Vr.LO, "P1");
        List<Uid> uids = List.of(place.study(), place.series(), place.instance());
        for (int below = Level.STUDY.ordinal(); below <= level.ordinal(); below++) {
            keys.put(InformationModel.uniqueKey(Level.values()[below]), uids.get(below - 1));
        }
        Answers answers = scu.find(InformationModel.PATIENT_ROOT.find(), keys);
        assertEquals(DimseStatus.SUCCESS, answers.status());
        assertEquals(1, answers.matches().size());
        return answers;
    }

    private static Attributes withValue(Answers answers) {
        assertEquals(DimseStatus.PENDING, answers.pending().get(0).status());
        return answers.matches().get(0);
    }

    private static Attributes withWarning(Answers answers) {
        assertEquals(DimseStatus.PENDING_WITH_WARNING, answers.pending().get(0).status());
        return answers.matches().get(0);
    }

    @Test
    void returnsAttributesOfAnInstanceThatNoLevelKeeps() throws Exception {
        Attributes match = withValue(find(
                "IMAGE",
                new Attributes()
                        .putEmpty(ACQUISITION_PROTOCOL, Vr.LO)
                        .putEmpty(tag("BitsStored"), Vr.US)
                        .putEmpty(tag("VOILUTSequence"), Vr.SQ)
                        .putItems(CTDI_PHANTOM, List.of(new Attributes().putEmpty(CODE_MEANING, Vr.LO)))));
        assertEquals("胸部 ルーチン", match.string(ACQUISITION_PROTOCOL).orElseThrow());
        assertEquals("頭", match.items(CTDI_PHANTOM).get(0).string(CODE_MEANING).orElseThrow());
        assertTrue(match.hasValue(tag("BitsStored")));
        assertTrue(match.contains(tag("VOILUTSequence")));
        assertFalse(match.hasValue(tag("VOILUTSequence")));
    }

    @Test
    void returnsPrivateElementsInTheBlockInWhichTheyWereAskedFor() throws Exception {
        Attributes keys = new Attributes()
                .put(CREATOR_KEY, Vr.LO, CREATOR)
                .putEmpty(PRIVATE_TEXT_KEY, Vr.LO)
                .putEmpty(PRIVATE_SEQUENCE_KEY, Vr.SQ)
                .putEmpty(0x00291099, Vr.LO);
        Attributes match = withValue(find("IMAGE", keys));
        assertEquals(CREATOR, match.string(CREATOR_KEY).orElseThrow());
        assertEquals("頭部", match.string(PRIVATE_TEXT_KEY).orElseThrow());
        assertEquals(
                "頭",
                match.items(PRIVATE_SEQUENCE_KEY).get(0).string(CODE_MEANING).orElseThrow());
        assertFalse(match.hasValue(0x00291099));
    }

    @Test
    void returnsNoElementOfAnotherCreatorsBlock() throws Exception {
        Attributes keys =
                new Attributes().put(CREATOR_KEY, Vr.LO, "SOMEBODY ELSE").putEmpty(PRIVATE_TEXT_KEY, Vr.LO);
        assertFalse(withValue(find("IMAGE", keys)).hasValue(PRIVATE_TEXT_KEY));
        Attributes nobody = new Attributes().putEmpty(PRIVATE_TEXT_IN_OBJECT, Vr.LO);
        assertFalse(withWarning(find("IMAGE", nobody)).hasValue(PRIVATE_TEXT_IN_OBJECT));
    }

    @Test
    void leavesBulkDataOutAndSaysSo() throws Exception {
        Attributes keys = new Attributes()
                .put(CREATOR_KEY, Vr.LO, CREATOR)
                .putEmpty(PRIVATE_TEXT_KEY, Vr.LO)
                .putEmpty(PRIVATE_BULK_KEY, Vr.OB);
        Attributes match = withWarning(find("IMAGE", keys));
        assertFalse(match.hasValue(PRIVATE_BULK_KEY));
        assertEquals("頭部", match.string(PRIVATE_TEXT_KEY).orElseThrow());
        assertFalse(withWarning(find("IMAGE", new Attributes().putEmpty(Tag.PixelData, Vr.OW)))
                .hasValue(Tag.PixelData));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATIENT", "STUDY", "SERIES", "IMAGE"})
    void returnsAValueTooLongForTheIndexAtItsLevelAndBelow(String level) throws Exception {
        Attributes match = withValue(find(level, new Attributes().putEmpty(PATIENT_COMMENTS, Vr.LT)));
        assertEquals(longText, match.string(PATIENT_COMMENTS).orElseThrow());
    }

    @Test
    void returnsASequenceTooLongForTheIndex() throws Exception {
        Attributes match = withValue(find("SERIES", new Attributes().putEmpty(Tag.RequestAttributesSequence, Vr.SQ)));
        assertEquals(1_000, match.items(Tag.RequestAttributesSequence).size());
    }

    @Test
    void returnsWhatTheIndexKeepsOfTheGroupsBehindTheHeader() throws Exception {
        Attributes match = withValue(find("IMAGE", new Attributes().put(tag("DoseUnits"), Vr.CS, "G*")));
        assertEquals("GY", match.string(tag("DoseUnits")).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"PatientComments, y*", "AcquisitionProtocolDescription, none"})
    void answersThoughItCannotMatchWhatTheIndexDoesNotKeep(String keyword, String value) throws Exception {
        Attributes match = withWarning(find("IMAGE", new Attributes().put(tag(keyword), Vr.LT, value)));
        assertTrue(match.hasValue(tag(keyword)));
    }

    @Test
    void takesTheNextCopyWhenOneCannotBeRead() throws Exception {
        Place place = Place.anew();
        Set<Path> before = Set.copyOf(copies());
        store(place);
        List<Path> copies = copies();
        copies.removeAll(before);
        Files.delete(copies.get(0));
        Attributes keys = new Attributes().putEmpty(ACQUISITION_PROTOCOL, Vr.LO);
        assertTrue(withValue(find(place, Level.IMAGE, keys)).hasValue(ACQUISITION_PROTOCOL));
        Files.write(copies.get(1), new byte[(int) Files.size(copies.get(1))]);
        assertFalse(withWarning(find(place, Level.IMAGE, keys)).hasValue(ACQUISITION_PROTOCOL));
    }

    /** All files, those of the first volume first. */
    private List<Path> copies() throws Exception {
        List<Path> copies = new ArrayList<>(TestArchive.files(directory, 1));
        copies.addAll(TestArchive.files(directory, 2));
        return copies;
    }

    @Test
    void opensNoObjectForWhatTheIndexKeepsOrKnowsToBeAbsent() throws Exception {
        Attributes keys = new Attributes().putEmpty(STUDY_COMMENTS, Vr.LT).putEmpty(Tag.StudyDescription, Vr.LO);
        keys.putEmpty(tag("ImageComments"), Vr.LT).putEmpty(Tag.Rows, Vr.US);
        set(VolumeState.OFFLINE);
        try {
            Attributes match = withValue(find("IMAGE", keys));
            assertEquals("short", match.string(STUDY_COMMENTS).orElseThrow());
            assertFalse(withWarning(find("IMAGE", keys.putEmpty(PATIENT_COMMENTS, Vr.LT)))
                    .hasValue(PATIENT_COMMENTS));
        } finally {
            set(VolumeState.ONLINE);
        }
    }

    private void set(VolumeState state) throws Exception {
        for (Volume volume : archive.store().volumes()) {
            volume.set(state, "tester", "maintenance", Instant.EPOCH);
        }
    }

    @Test
    void returnsAtTheLevelsAboveNothingThatBelongsToTheInstances() throws Exception {
        Attributes keys = new Attributes().putEmpty(ACQUISITION_PROTOCOL, Vr.LO);
        assertFalse(withWarning(find("STUDY", keys)).hasValue(ACQUISITION_PROTOCOL));
    }

    @Test
    void returnsNumbersAsTheyAreStored() throws Exception {
        Attributes match = withValue(find("IMAGE", new Attributes().putEmpty(tag("HighBit"), Vr.US)));
        assertArrayEquals(new byte[] {15, 0}, match.bytes(tag("HighBit")).orElseThrow());
    }
}
