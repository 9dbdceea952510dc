package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What a file that Dozo writes says of its data set: preamble and file meta information (PS3.10 section 7.1). The
 * encoding depends on these three values alone. Immutable.
 *
 * @param sopClass of the instance
 * @param sopInstance the instance
 * @param syntax in which the data set is encoded
 */
public record FileMeta(Uid sopClass, Uid sopInstance, TransferSyntax syntax) {

    static final int PREAMBLE_BYTES = 128;
    static final int PREFIX = 0x4D434944; // "DICM" as a little endian number

    private static final int GROUP_LENGTH_BYTES = 12;

    /** Preamble, prefix and file meta information: the data set follows. */
    public byte[] encode() {
        Attributes group = new Attributes()
                .put(new Element.Bytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1}))
                .put(Tag.MediaStorageSOPClassUID, sopClass)
                .put(Tag.MediaStorageSOPInstanceUID, sopInstance)
                .put(Tag.TransferSyntaxUID, syntax.uid())
                .put(Tag.ImplementationClassUID, Implementation.CLASS_UID)
                .put(Tag.ImplementationVersionName, Vr.SH, Implementation.VERSION_NAME);
        byte[] rest = DatasetWriter.toBytes(group, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Attributes length = new Attributes().put(Tag.FileMetaInformationGroupLength, Vr.UL, rest.length);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[PREAMBLE_BYTES]);
        file.writeBytes(new byte[] {'D', 'I', 'C', 'M'});
        file.writeBytes(DatasetWriter.toBytes(length, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        file.writeBytes(rest);
        return file.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote, or what another program wrote as strictly, and leaves the stream at the first byte
     * of the data set. For files from elsewhere use {@link Part10File}.
     *
     * @throws DecodingException when there is no complete, valid file meta information
     */
    public static FileMeta read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(PREAMBLE_BYTES + 4 + GROUP_LENGTH_BYTES);
        if (start.length < PREAMBLE_BYTES + 4 + GROUP_LENGTH_BYTES || !hasPrefix(start)) {
            throw DecodingException.malformed("not a DICOM file: no preamble and prefix");
        }
        byte[] first = Arrays.copyOfRange(start, PREAMBLE_BYTES + 4, start.length);
        int length = group(first).integer(Tag.FileMetaInformationGroupLength).orElse(-1);
        if (length < 0 || length > DecodingLimits.MESSAGE.maxTotalBytes()) {
            throw DecodingException.malformed("the length of the file meta information is missing or absurd");
        }
        byte[] rest = in.readNBytes(length);
        if (rest.length < length) {
            throw DecodingException.truncated("the file ends inside its file meta information");
        }
        return of(group(rest));
    }

    private static Attributes group(byte[] encoded) throws DecodingException {
        return DatasetReader.read(encoded, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, DecodingLimits.MESSAGE);
    }

    private static FileMeta of(Attributes group) throws DecodingException {
        return new FileMeta(
                required(group, Tag.MediaStorageSOPClassUID),
                required(group, Tag.MediaStorageSOPInstanceUID),
                TransferSyntax.of(required(group, Tag.TransferSyntaxUID)));
    }

    private static Uid required(Attributes group, int tag) throws DecodingException {
        return group.uid(tag)
                .orElseThrow(() ->
                        DecodingException.malformed("no valid UID in " + Tag.toString(tag) + " of the file meta"));
    }

    private static boolean hasPrefix(byte[] start) {
        return start[PREAMBLE_BYTES] == 'D'
                && start[PREAMBLE_BYTES + 1] == 'I'
                && start[PREAMBLE_BYTES + 2] == 'C'
                && start[PREAMBLE_BYTES + 3] == 'M';
    }
}
