package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * An input of a fuzz test of data sets: the first byte chooses the transfer syntax, the others are the data set. A record of
 * bytes: not for comparison.
 */
record EncodedInput(TransferSyntax syntax, byte[] dataSet) {

    static final DecodingLimits LIMITS = DecodingLimits.MESSAGE;

    private static final List<TransferSyntax> SYNTAXES = List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.of(new Uid("1.2.840.10008.1.2.5")));

    static EncodedInput of(byte[] input) {
        int choice = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]) % SYNTAXES.size();
        return new EncodedInput(
                SYNTAXES.get(choice), Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(written(), Stream.of(definedLengths(), tooDeep()));
    }

    /** As others write them: a sequence of 18 bytes with an item of 10, whose element has 2. */
    private static byte[] definedLengths() {
        return HexFormat.of().parseHex("01" + "0800111112000000" + "feff00e00a000000" + "28000001020000001000");
    }

    /** A sequence in an item in a sequence, and so on, once more than a data set may have. */
    private static byte[] tooDeep() {
        return HexFormat.of().parseHex("01" + "08001111fffffffffeff00e0ffffffff".repeat(LIMITS.maxDepth() + 1));
    }

    /** Data sets with every kind of element, in each syntax, as this program writes them. */
    static Stream<byte[]> written() {
        Attributes nested = varied().put(new Element.Items(0x00081110, Vr.SQ, List.of(varied(), new Attributes())));
        Attributes encapsulated =
                Instances.ct().fragments(new byte[] {1, 2, 3, 4}, new byte[0]).build();
        return Stream.of(nested, varied(), encapsulated)
                .flatMap(attributes -> SYNTAXES.stream().map(syntax -> seed(attributes, syntax)));
    }

    private static Attributes varied() {
        return new Attributes()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO 2022 IR 13", "ISO 2022 IR 87")
                .put(Tag.SOPClassUID, Instances.CT)
                .put(Tag.StudyDate, Vr.DA, "20261122")
                .put(Tag.PatientID, Vr.LO, "P1", "P2")
                .put(Tag.BitsAllocated, Vr.US, 16)
                .put(Tag.PixelRepresentation, Vr.US, 1)
                .put(new Element.Bytes(0x00280106, Vr.SS, new byte[] {-1, -1}))
                .put(new Element.Bytes(0x00090010, Vr.LO, "GEMS_IDEN_01".getBytes(StandardCharsets.US_ASCII)))
                .put(new Element.Bytes(0x00091001, Vr.UN, new byte[] {1, 2}))
                .put(new Element.Bytes(Tag.PixelData, Vr.OW, new byte[] {1, 2, 3, 4}));
    }

    private static byte[] seed(Attributes attributes, TransferSyntax syntax) {
        byte[] dataSet = DatasetWriter.toBytes(attributes, syntax);
        byte[] input = new byte[dataSet.length + 1];
        input[0] = (byte) SYNTAXES.indexOf(syntax);
        System.arraycopy(dataSet, 0, input, 1, dataSet.length);
        return input;
    }
}
