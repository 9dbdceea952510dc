package dozo.core.encoding;

import java.io.IOException;

/** Tells from the first element how a data set is really encoded, where that is beyond doubt. */
final class EncodingGuess {

    private EncodingGuess() {}

    /**
     * What the first element says of a data set declared as {@code declared}. Devices exist that negotiate one of
     * implicit and explicit VR and send the other.
     */
    static ByteEncoding correct(ByteSource source, ByteEncoding declared) throws IOException {
        if (source.lookAhead(8) < 8) {
            return declared;
        }
        if (declared.isExplicitVr()) {
            boolean wrong = startsDataSet(source) && looksImplicit(source, declared);
            return wrong ? ByteEncoding.IMPLICIT_LITTLE : declared;
        }
        return startsDataSet(source) && looksExplicit(source) ? ByteEncoding.EXPLICIT_LITTLE : declared;
    }

    /** As {@link #correct} for an item, where only a missing VR is beyond doubt. */
    static ByteEncoding correctItem(ByteSource source, ByteEncoding declared) throws IOException {
        boolean wrong = declared.isExplicitVr() && source.lookAhead(8) == 8 && looksImplicit(source, declared);
        return wrong ? ByteEncoding.IMPLICIT_LITTLE : declared;
    }

    /** The uncompressed transfer syntax of a data set of which nothing is known. */
    static TransferSyntax guess(ByteSource source) throws IOException {
        if (source.lookAhead(8) < 8 || ExplicitVr.at(source, 4).isEmpty()) {
            return TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        }
        // Data sets begin with a low group number: in the wrong byte order it is a high one.
        boolean bigEndian = source.shortAt(0, true) < source.shortAt(0, false);
        return bigEndian ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    private static boolean looksImplicit(ByteSource source, ByteEncoding declared) {
        boolean structure = source.shortAt(0, declared.isBigEndian()) == 0xFFFE;
        // A VR of two zero bytes also occurs in explicit data sets, so it proves nothing.
        return !declared.isBigEndian() && !structure && !ExplicitVr.isPlausible(source, 4);
    }

    private static boolean looksExplicit(ByteSource source) {
        // As an implicit length two such letters mean at least 16 KiB, for an element that is always short.
        return ExplicitVr.at(source, 4).isPresent();
    }

    /** Whether the group is one that data sets, command sets or file meta information begin with. */
    private static boolean startsDataSet(ByteSource source) {
        return source.shortAt(0, false) <= 0x0008;
    }
}
