package dozo.core.encoding;

/**
 * How much a reader spends on one data set (INV-8). Nothing is ever allocated because a length field claims it.
 *
 * @param maxDepth how deep sequences may nest; the data set itself is depth 0
 * @param maxElementBytes the longest value held in memory, in bytes; longer ones are streamed past and become
 *     {@link dozo.core.dataset.Element.Skipped}
 * @param maxElements how many elements and items in total, nested ones included
 * @param maxTotalBytes how many bytes of values in total are held in memory
 */
public record DecodingLimits(int maxDepth, int maxElementBytes, int maxElements, long maxTotalBytes) {

    /** What a stored instance or a message may ask for: depth 64, 4 MiB a value, a million elements, 64 MiB in all. */
    public static final DecodingLimits STANDARD = new DecodingLimits(64, 4 << 20, 1_000_000, 64L << 20);

    /** What a command set, file meta information or query may ask for: depth 8, 64 KiB a value, 4096 elements, 1 MiB. */
    public static final DecodingLimits MESSAGE = new DecodingLimits(8, 64 << 10, 4096, 1L << 20);

    /** @throws IllegalArgumentException when a limit leaves room for nothing */
    public DecodingLimits {
        if (maxDepth < 0 || maxElementBytes < 1 || maxElements < 1 || maxTotalBytes < 1) {
            throw new IllegalArgumentException("each limit must be positive");
        }
    }

    /** These limits with another longest value. */
    public DecodingLimits withMaxElementBytes(int bytes) {
        return new DecodingLimits(maxDepth, bytes, maxElements, maxTotalBytes);
    }
}
