package dozo.core.encoding;

import dozo.core.value.Uid;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * How a data set is encoded on the wire and in files (PS3.5 section 10 and Annex A). Every transfer syntax that Dozo does
 * not know by name is explicit VR little endian with encapsulated pixel data, as the standard requires of all later ones.
 *
 * @param uid the Transfer Syntax UID
 * @param explicitVr whether each element carries its VR
 * @param byteOrder of numbers in the data set
 * @param deflated whether the data set is a deflate stream (PS3.5 section A.5)
 * @param encapsulated whether Pixel Data is a sequence of fragments
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

    private static final Map<Uid, TransferSyntax> NATIVE = Map.of(
            IMPLICIT_VR_LITTLE_ENDIAN.uid, IMPLICIT_VR_LITTLE_ENDIAN,
            EXPLICIT_VR_LITTLE_ENDIAN.uid, EXPLICIT_VR_LITTLE_ENDIAN,
            DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid, DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            EXPLICIT_VR_BIG_ENDIAN.uid, EXPLICIT_VR_BIG_ENDIAN);

    /** The transfer syntax of this UID, known or not. */
    public static TransferSyntax of(Uid uid) {
        TransferSyntax known = NATIVE.get(uid);
        return known != null ? known : new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, false, true);
    }

    private static TransferSyntax plain(String uid, boolean explicitVr, ByteOrder byteOrder, boolean deflated) {
        return new TransferSyntax(new Uid(uid), explicitVr, byteOrder, deflated, false);
    }

    @Override
    public String toString() {
        return uid.value();
    }
}
