package dozo.core.dimse;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.encoding.Allowance;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.ByteSize;
import java.io.IOException;
import java.io.InputStream;

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
     * 64 KiB for a command set; 4 MiB for an identifier and for one value of it, which are more than 60,000 UIDs or a commitment
     * request for more than 20,000 instances; depth 32, 200,000 elements.
     */
    public static DimseLimits defaults() {
        return new DimseLimits(ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(4), ByteSize.ofMebibytes(4), 32, 200_000);
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
     * @param memory asked before anything is kept
     * @throws DecodingException when it cannot be understood or exceeds a limit
     * @throws IOException when the stream fails or there is no memory
     */
    Attributes read(InputStream encoded, TransferSyntax syntax, Allowance memory) throws IOException {
        DecodingLimits limits = new DecodingLimits(nestingDepth, element.toInt(), elements, identifier.bytes());
        try (DatasetReader reader = new DatasetReader(encoded, syntax, limits, memory)) {
            Attributes read = reader.readAll();
            requireWhole(read);
            return read;
        }
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
