package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Instances;
import dozo.core.testing.Neighbours;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.qr.testing.Scu;
import dozo.qr.testing.TestArchive;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.integrity.ObjectElements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the identifier of a C-FIND are a query that a real database answers with identifiers that can be sent, or
 * are refused as the two exceptions tell. The first byte of an input chooses model and negotiation.
 */
class FindIdentifierFuzzTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final InformationModel[] MODELS = InformationModel.values();
    private static final int LIMIT = 10;

    private static TestArchive archive;

    @BeforeAll
    static void storeTwo(@TempDir Path directory) throws Exception {
        archive = TestArchive.start(directory, TestArchive.Options.defaults());
        Scu scu = new Scu(archive.remote());
        scu.store(Instances.ct()
                .characterSet("", "ISO 2022 IR 87")
                .patientName("Yamada^Tarou=山田^太郎=やまだ^たろう")
                .build());
        scu.store(Instances.mr()
                .characterSet("ISO_IR 100")
                .patientName("Buc^Jérôme")
                .build());
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    static Stream<byte[]> identifiers() {
        return Stream.of(
                seed(
                        1,
                        "STUDY",
                        "PatientName",
                        "Yama*",
                        "StudyDate",
                        "20261101-20261130",
                        "ModalitiesInStudy",
                        "CT\\MR"),
                seed(
                        1,
                        "STUDY",
                        "StudyTime",
                        "10-11",
                        "PatientID",
                        "*",
                        "AccessionNumber",
                        "?1",
                        "StudyInstanceUID",
                        ""),
                seed(0, "PATIENT", "PatientName", "山田=*", "PatientBirthDate", "-19800101"),
                seed(4, "SERIES", "Modality", "CT", "SeriesNumber", "1", "StudyInstanceUID", "1.2.3"),
                seed(4, "IMAGE", "SOPInstanceUID", "1.2\\1.3", "InstanceNumber", "1", "InstanceAvailability", ""),
                seed(7, "STUDY", "StudyDescription", "H%_\\e*", "NumberOfStudyRelatedInstances", ""));
    }

    private static byte[] seed(int choice, String level, String... keys) {
        Attributes identifier = new Attributes()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.QueryRetrieveLevel, Vr.CS, level);
        for (int i = 0; i < keys.length; i += 2) {
            int tag = DataDictionary.tagOf(keys[i]).orElseThrow();
            identifier.put(tag, DataDictionary.vrOf(tag), keys[i + 1]);
        }
        byte[] encoded = DatasetWriter.toBytes(identifier, SYNTAX);
        byte[] input = new byte[encoded.length + 1];
        input[0] = (byte) choice;
        System.arraycopy(encoded, 0, input, 1, encoded.length);
        return input;
    }

    @MethodSource("identifiers")
    @FuzzTest
    void answersOrRefuses(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        try {
            InputBudget.spend(() -> query(input));
        } catch (DecodingException | InvalidIdentifier e) {
            // A900H or C000H, as the exception tells.
        }
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void understandsItsSeeds(byte[] input) {
        assertDoesNotThrow(() -> query(input));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(identifiers(), this::answersOrRefuses);
    }

    private static void query(byte[] input) throws Exception {
        int choice = Byte.toUnsignedInt(input[0]);
        InformationModel model = MODELS[choice % MODELS.length];
        ExtendedNegotiation negotiated = new ExtendedNegotiation((choice & 4) != 0, (choice & 8) != 0);
        Attributes identifier =
                DatasetReader.read(Arrays.copyOfRange(input, 1, input.length), SYNTAX, DecodingLimits.MESSAGE);
        answer(new FindRequestReader(identifier, model, negotiated).read(), model);
    }

    private static void answer(FindRequest request, InformationModel model) throws OperatingFailure, IOException {
        AnswerBuilder builder = new AnswerBuilder(
                request,
                model,
                TestArchive.TITLE,
                new Availability(archive.index(), archive.store()),
                new ObjectKeys(archive.index(), new ObjectElements(archive.store())));
        archive.index()
                .find(new IndexQuery(request.level(), request.conditions(), request.returnTags(), LIMIT), row -> {
                    try {
                        return DatasetWriter.toBytes(builder.build(row).identifier(), SYNTAX).length > 0;
                    } catch (OperatingFailure e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
