package dozo.storage.ingest;

import dozo.core.config.DicomLimits;
import dozo.core.config.DozoConfig;
import dozo.core.encoding.DecodingLimits;
import dozo.core.value.ByteSize;
import dozo.storage.integrity.ObjectHeader;
import java.time.Duration;
import java.util.Objects;

/**
 * How much ingest may hold and how long it may wait. Immutable.
 *
 * @param groupSize most objects that one commit takes
 * @param queueLength most objects that wait for a commit; more are refused as too busy
 * @param commitTimeOut how long an object waits, first for room in the queue, then for its commit; shorter than the
 *     DIMSE time-out of the senders, so that they hear the refusal
 * @param headerLimits what one header may hold in memory
 * @param headerMemory what the headers of all objects being received, and who shares it, may hold together
 * @param headerWait how long an object waits for its part of that before it is refused as too busy
 */
public record IngestSettings(
        int groupSize,
        int queueLength,
        Duration commitTimeOut,
        DecodingLimits headerLimits,
        ByteSize headerMemory,
        Duration headerWait) {

    /** Short, since the objects that hold the memory may all wait for more of it. */
    private static final Duration HEADER_WAIT = Duration.ofSeconds(5);

    /** @throws IllegalArgumentException when a number is not positive */
    public IngestSettings {
        Objects.requireNonNull(headerLimits, "headerLimits");
        if (groupSize < 1 || queueLength < 1 || commitTimeOut.isNegative() || commitTimeOut.isZero()) {
            throw new IllegalArgumentException("sizes and times of ingest are positive");
        }
    }

    /** As the other, with the usual memory for headers. */
    public IngestSettings(int groupSize, int queueLength, Duration commitTimeOut, DecodingLimits headerLimits) {
        this(
                groupSize,
                queueLength,
                commitTimeOut,
                headerLimits,
                DicomLimits.defaults().headerMemory(),
                HEADER_WAIT);
    }

    /** These settings with another bound of the memory for headers. */
    public IngestSettings withHeaderMemory(ByteSize memory, Duration wait) {
        return new IngestSettings(groupSize, queueLength, commitTimeOut, headerLimits, memory, wait);
    }

    /** What the configuration says: as many objects may wait as there may be associations. */
    public static IngestSettings of(DozoConfig config) {
        DecodingLimits limits = ObjectHeader.limits(
                config.dicom().limits().nestingDepth(), config.dicom().limits().elements());
        return new IngestSettings(
                config.storage().commitGroupSize(),
                config.dicom().limits().associations(),
                config.storage().commitTimeOut(),
                limits,
                config.dicom().limits().headerMemory(),
                HEADER_WAIT);
    }
}
