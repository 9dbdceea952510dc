package dozo.admin.bench.wire;

import dozo.admin.bench.wire.BenchUids.Kind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An encoded data set whose UIDs and Patient ID stand at known places, all within its first kilobytes. Its bytes are not
 * copied on the way in or out. Immutable as long as nobody writes to them.
 *
 * @param studyOffset where the Study Instance UID begins; likewise the others
 */
public record ImageTemplate(
        Uid sopClass,
        Uid transferSyntax,
        Studies studies,
        byte[] dataSet,
        int studyOffset,
        int seriesOffset,
        int instanceOffset,
        int patientOffset) {

    /** Digits of the Patient ID, after its letters. */
    static final int PATIENT_DIGITS = 18;

    private static final String PATIENT_LETTERS = "BENCH-";
    private static final BenchUids PLACEHOLDER = new BenchUids(0);

    /** {@code attributes} with other UIDs and another Patient ID, as {@code studies} groups them. */
    public static ImageTemplate of(Attributes attributes, TransferSyntax syntax, Studies studies) {
        Uid sopClass = attributes.uid(Tag.SOPClassUID).orElseThrow();
        String instance = PLACEHOLDER.text(Kind.INSTANCE, 0, 0);
        String study = PLACEHOLDER.text(Kind.STUDY, 0, 0);
        String series = PLACEHOLDER.text(Kind.SERIES, 0, 0);
        String patient = PATIENT_LETTERS + "0".repeat(PATIENT_DIGITS);
        attributes
                .put(Tag.SOPInstanceUID, new Uid(instance))
                .put(Tag.StudyInstanceUID, new Uid(study))
                .put(Tag.SeriesInstanceUID, new Uid(series))
                .put(Tag.PatientID, Vr.LO, patient);
        byte[] encoded = DatasetWriter.toBytes(attributes, syntax);
        return new ImageTemplate(
                sopClass,
                syntax.uid(),
                studies,
                encoded,
                offsetOf(study, encoded),
                offsetOf(series, encoded),
                offsetOf(instance, encoded),
                offsetOf(patient, encoded) + PATIENT_LETTERS.length());
    }

    /** A file read whole: its data set in its own transfer syntax. */
    public static ImageTemplate ofFile(Path file, Studies studies) throws IOException {
        try (Part10File opened = Part10File.open(file);
                DatasetReader reader = opened.reader(DecodingLimits.STANDARD.withMaxElementBytes(1 << 30))) {
            return of(reader.readAll(), opened.syntax(), studies);
        }
    }

    private static int offsetOf(String text, byte[] encoded) {
        byte[] sought = BenchUids.ascii(text);
        for (int i = 0; i + sought.length <= encoded.length; i++) {
            if (Arrays.equals(encoded, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the data set does not hold its own UIDs as plain text");
    }
}
