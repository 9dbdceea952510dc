package dozo.admin.scu;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A DICOM file that can be sent. Immutable.
 *
 * @param path of the file
 * @param kind what a presentation context must offer to take it
 * @param sopInstance the instance in it
 */
public record InstanceFile(Path path, Kind kind, Uid sopInstance) {

    /** Media directories are files, but not instances to be stored (PS3.10 section 8.6). */
    private static final Uid MEDIA_STORAGE_DIRECTORY = new Uid("1.2.840.10008.1.3.10");

    /** A SOP class in a transfer syntax. */
    public record Kind(Uid sopClass, TransferSyntax syntax) {}

    /**
     * The instance in the file; empty when it is no DICOM instance. The data set's own UIDs count: the file meta information
     * of files from the field often has others.
     *
     * @throws IOException when the file cannot be read
     */
    public static Optional<InstanceFile> read(Path path) throws IOException {
        try (Part10File file = Part10File.open(path);
                DatasetReader reader = file.reader(DecodingLimits.MESSAGE)) {
            Attributes start = reader.readUntil(Tag.SOPInstanceUID + 1);
            Optional<Uid> sopClass =
                    start.uid(Tag.SOPClassUID).or(() -> file.meta().map(FileMeta::sopClass));
            Optional<Uid> sopInstance =
                    start.uid(Tag.SOPInstanceUID).or(() -> file.meta().map(FileMeta::sopInstance));
            return sopClass.isPresent() && sopInstance.isPresent()
                    ? of(path, sopClass.get(), sopInstance.get(), file.syntax())
                    : Optional.empty();
        } catch (DecodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<InstanceFile> of(Path path, Uid sopClass, Uid sopInstance, TransferSyntax syntax) {
        return sopClass.equals(MEDIA_STORAGE_DIRECTORY)
                ? Optional.empty()
                : Optional.of(new InstanceFile(path, new Kind(sopClass, syntax), sopInstance));
    }

    /** Copies the encoded data set to {@code out} as it lies in the file, byte for byte. */
    public void copyDataSet(OutputStream out) throws IOException {
        try (Part10File file = Part10File.open(path);
                InputStream dataSet = file.dataSet()) {
            dataSet.transferTo(out);
        }
    }
}
