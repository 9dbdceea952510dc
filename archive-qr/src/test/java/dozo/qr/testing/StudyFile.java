package dozo.qr.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.TestFile;
import dozo.core.value.Uid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A file of the test data with its encoded data set and its identifiers. An object without a patient stands under its SOP
 * class in the archive.
 */
public record StudyFile(
        String path, Uid sopClass, Uid sopInstance, Uid study, Uid series, TransferSyntax syntax, byte[] dataSet) {

    public static StudyFile read(TestFile file) throws IOException {
        byte[] bytes = file.bytes();
        try (Part10File part10 = Part10File.open(new ByteArrayInputStream(bytes))) {
            byte[] dataSet = Arrays.copyOfRange(bytes, (int) part10.dataSetOffset(), bytes.length);
            try (DatasetReader reader =
                    new DatasetReader(new ByteArrayInputStream(dataSet), part10.syntax(), DecodingLimits.STANDARD)) {
                Attributes header = reader.readUntil(Tag.PixelData);
                Uid sopClass = header.uid(Tag.SOPClassUID).orElseThrow();
                return new StudyFile(
                        file.path(),
                        sopClass,
                        header.uid(Tag.SOPInstanceUID).orElseThrow(),
                        header.uid(Tag.StudyInstanceUID).orElse(sopClass),
                        header.uid(Tag.SeriesInstanceUID).orElse(sopClass),
                        part10.syntax(),
                        dataSet);
            }
        }
    }
}
