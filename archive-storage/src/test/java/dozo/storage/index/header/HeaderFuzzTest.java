package dozo.storage.index.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Instances;
import dozo.core.testing.Neighbours;
import dozo.storage.index.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a header holds, the index gets columns that every database takes, and rows that it can read again. */
class HeaderFuzzTest {

    static Stream<byte[]> headers() {
        Attributes japanese = Instances.ct()
                .characterSet("", "ISO 2022 IR 87")
                .patientName("Yamada^Tarou=山田^太郎=やまだ^たろう")
                .build();
        Attributes request = new Attributes().put(Tag.RequestedProcedureID, Vr.SH, "RP-7");
        Attributes nested = Instances.mr().characterSet("ISO_IR 192").build();
        nested.putItems(Tag.RequestAttributesSequence, List.of(request));
        Attributes longText = new Attributes().put(Tag.PatientID, Vr.LO, "P".repeat(KeyText.MAX_LENGTH + 1));
        return Stream.of(japanese, nested, longText, new Attributes())
                .map(header -> DatasetWriter.toBytes(header, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @MethodSource("headers")
    @FuzzTest
    void makesRowsOfAnyHeader(byte[] bytes) throws OperatingFailure {
        try {
            Attributes header =
                    DatasetReader.read(bytes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, DecodingLimits.MESSAGE);
            InputBudget.spend(() -> file(header));
        } catch (DecodingException e) {
            // Goes into quarantine and never reaches the index.
        }
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(headers(), this::makesRowsOfAnyHeader);
    }

    private static void file(Attributes attributes) throws OperatingFailure {
        Header header = new Header(attributes);
        for (Element element : attributes.elements()) {
            assertFits(header.text(element.tag()));
            header.numberOrNull(element.tag());
            header.dateOrNull(element.tag());
            header.timeOrNull(element.tag());
            NameKeys name = header.name(element.tag());
            Stream.of(name.alphabetic(), name.ideographic(), name.phonetic()).forEach(HeaderFuzzTest::assertFits);
        }
        List<Attributes> rows = new ArrayList<>();
        for (Level level : Level.values()) {
            byte[] encoded = header.encoded(level);
            Attributes row = RowAttributes.decode(encoded);
            assertEquals(encoded.length, DatasetWriter.toBytes(row, Header.SYNTAX).length);
            rows.add(row);
        }
        RowAttributes.merge(rows);
    }

    private static void assertFits(String column) {
        assertTrue(column.length() <= KeyText.MAX_LENGTH, "too long for its column");
        assertTrue(column.chars().allMatch(c -> c >= ' '), "control characters");
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(column), "half a surrogate pair");
    }
}
