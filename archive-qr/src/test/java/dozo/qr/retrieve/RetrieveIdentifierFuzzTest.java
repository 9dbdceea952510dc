package dozo.qr.retrieve;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as the identifier of a C-MOVE or C-GET are a selection, or are refused as the two exceptions tell. */
class RetrieveIdentifierFuzzTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

    static Stream<byte[]> identifiers() {
        Attributes patient = level("PATIENT").put(Tag.PatientID, Vr.LO, "P1");
        Attributes studies =
                level("STUDY").put(Tag.PatientID, Vr.LO, "P1").put(Tag.StudyInstanceUID, Vr.UI, "1.2", "1.3");
        Attributes image = level("IMAGE")
                .put(Tag.PatientID, Vr.LO, "P1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4");
        return Stream.of(patient, studies, image).map(identifier -> DatasetWriter.toBytes(identifier, SYNTAX));
    }

    private static Attributes level(String level) {
        return new Attributes().put(Tag.QueryRetrieveLevel, Vr.CS, level);
    }

    @MethodSource("identifiers")
    @FuzzTest
    void selectsOrRefuses(byte[] bytes) throws Exception {
        for (InformationModel model : InformationModel.values()) {
            tolerate(() -> RetrieveRequestReader.read(identifier(bytes), model, false));
            tolerate(() -> RetrieveRequestReader.read(identifier(bytes), model, true));
        }
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(identifiers(), this::selectsOrRefuses);
    }

    private static Attributes identifier(byte[] bytes) throws DecodingException {
        return DatasetReader.read(bytes, SYNTAX, DecodingLimits.MESSAGE);
    }

    private static void tolerate(InputBudget.Action<Exception> action) throws Exception {
        try {
            InputBudget.spend(action);
        } catch (DecodingException | InvalidIdentifier e) {
            // A900H or C000H, as the exception tells.
        }
    }
}
