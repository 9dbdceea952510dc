package dozo.core.encoding;

import dozo.core.value.Uid;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a data set is encoded on the wire and in files (PS3.5 section 10 and Annex A). Every transfer syntax that Dozo does
 * not know by name is explicit VR little endian with encapsulated pixel data, as the standard requires of all later ones.
 *
 * @param uid the Transfer Syntax UID
 * @param explicitVr whether each element carries its VR
 * @param byteOrder of numbers in the data set
 * @param deflated whether the data set is a deflate stream (PS3.5 section A.5)
 * @param encapsulated whether Pixel Data is a sequence of fragments, or otherwise not what it is in a native syntax
 */
public record TransferSyntax(Uid uid, boolean explicitVr, ByteOrder byteOrder, boolean deflated, boolean encapsulated) {

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
            plain("1.2.840.10008.1.2", false, ByteOrder.LITTLE_ENDIAN, false);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
            plain("1.2.840.10008.1.2.1", true, ByteOrder.LITTLE_ENDIAN, false);
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
            plain("1.2.840.10008.1.2.1.99", true, ByteOrder.LITTLE_ENDIAN, true);
    /** Retired, yet stored and read. */
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
            plain("1.2.840.10008.1.2.2", true, ByteOrder.BIG_ENDIAN, false);

    /** Those whose data set is not explicit VR little endian, or whose pixel data is native. */
    private static final Map<Uid, TransferSyntax> KNOWN = Stream.of(
                    IMPLICIT_VR_LITTLE_ENDIAN,
                    EXPLICIT_VR_LITTLE_ENDIAN,
                    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                    EXPLICIT_VR_BIG_ENDIAN,
                    special("1.2.840.10008.1.2.4.95", true, true), // JPIP Referenced Deflate
                    special("1.2.840.10008.1.2.4.205", true, true), // JPIP HTJ2K Referenced Deflate
                    special("1.2.840.10008.1.20", false, false), // Papyrus 3, retired
                    special("1.2.840.113619.5.2", false, false)) // GE private: implicit VR, pixels in big endian
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    /** The transfer syntax of this UID, known or not. */
    public static TransferSyntax of(Uid uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known != null ? known : new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, false, true);
    }

    /** Not for conversion, since the pixel data is not what it is in the native syntaxes. */
    private static TransferSyntax special(String uid, boolean explicitVr, boolean deflated) {
        return new TransferSyntax(new Uid(uid), explicitVr, ByteOrder.LITTLE_ENDIAN, deflated, true);
    }

    private static TransferSyntax plain(String uid, boolean explicitVr, ByteOrder byteOrder, boolean deflated) {
        return new TransferSyntax(new Uid(uid), explicitVr, byteOrder, deflated, false);
    }

    @Override
    public String toString() {
        return uid.value();
    }
}
