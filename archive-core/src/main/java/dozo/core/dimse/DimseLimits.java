package dozo.core.dimse;

import dozo.core.encoding.DecodingLimits;
import dozo.core.value.ByteSize;

/**
 * What a message may make this side hold in memory (INV-8). Immutable.
 *
 * @param commandSet longest command set
 * @param identifier longest data set that is read whole: identifiers of queries, information of N-ACTION and N-EVENT-REPORT
 */
public record DimseLimits(ByteSize commandSet, ByteSize identifier) {

    private static final int NESTING = 16;
    private static final int ELEMENTS = 200_000;

    /** 64 KiB for a command set, 16 MiB for an identifier: 200,000 UIDs. */
    public static DimseLimits defaults() {
        return new DimseLimits(ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(16));
    }

    DecodingLimits decoding() {
        return new DecodingLimits(NESTING, identifier.toInt(), ELEMENTS, identifier.bytes());
    }
}
