package dozo.storage.ingest;

import dozo.core.config.DozoConfig;
import dozo.core.encoding.DecodingLimits;
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
 */
public record IngestSettings(int groupSize, int queueLength, Duration commitTimeOut, DecodingLimits headerLimits) {

    /** @throws IllegalArgumentException when a number is not positive */
    public IngestSettings {
        Objects.requireNonNull(headerLimits, "headerLimits");
        if (groupSize < 1 || queueLength < 1 || commitTimeOut.isNegative() || commitTimeOut.isZero()) {
            throw new IllegalArgumentException("sizes and times of ingest are positive");
        }
    }

    /** What the configuration says: as many objects may wait as there may be associations. */
    public static IngestSettings of(DozoConfig config) {
        DecodingLimits limits = ObjectHeader.limits(
                config.dicom().limits().nestingDepth(), config.dicom().limits().elements());
        return new IngestSettings(
                config.storage().commitGroupSize(),
                config.dicom().limits().associations(),
                config.storage().commitTimeOut(),
                limits);
    }
}
