package dozo.core.dimse;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.ByteSize;

/**
 * What a message may make this side hold in memory (INV-8). Immutable.
 *
 * @param commandSet longest command set
 * @param identifier longest data set that is read whole: identifiers of queries, information of N-ACTION and N-EVENT-REPORT
 * @param element longest value of one element of such a data set
 * @param nestingDepth how deep its sequences may nest
 * @param elements most elements and items in it
 */
public record DimseLimits(ByteSize commandSet, ByteSize identifier, ByteSize element, int nestingDepth, int elements) {

    /**
     * 64 KiB for a command set, 16 MiB for an identifier and 8 MiB for one value of it, which are more than 120,000 UIDs; depth
     * 32, 200,000 elements.
     */
    public static DimseLimits defaults() {
        return new DimseLimits(
                ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(16), ByteSize.ofMebibytes(8), 32, 200_000);
    }

    public DimseLimits withCommandSet(ByteSize longest) {
        return new DimseLimits(longest, identifier, element, nestingDepth, elements);
    }

    public DimseLimits withIdentifier(ByteSize longest) {
        return new DimseLimits(commandSet, longest, element, nestingDepth, elements);
    }

    /** With these limits of what an identifier may hold. */
    public DimseLimits withContent(ByteSize longestElement, int deepest, int mostElements) {
        return new DimseLimits(commandSet, identifier, longestElement, deepest, mostElements);
    }

    /**
     * Reads an identifier of which every value counts: a key whose value was too long to be read must not pass for one
     * without value, which matches everything (PS3.4 section C.2.2.2.3).
     *
     * @throws DecodingException when it cannot be understood or exceeds a limit
     */
    Attributes read(byte[] encoded, TransferSyntax syntax) throws DecodingException {
        DecodingLimits limits = new DecodingLimits(nestingDepth, element.toInt(), elements, identifier.bytes());
        Attributes read = DatasetReader.read(encoded, syntax, limits);
        requireWhole(read);
        return read;
    }

    private void requireWhole(Attributes read) throws DecodingException {
        for (Element part : read.elements()) {
            if (part instanceof Element.Skipped) {
                throw new DecodingException(
                        DecodingException.Reason.LIMIT_EXCEEDED,
                        "a value of more than " + element + " in an identifier");
            }
            if (part instanceof Element.Items sequence) {
                for (Attributes item : sequence.items()) {
                    requireWhole(item);
                }
            }
        }
    }
}
