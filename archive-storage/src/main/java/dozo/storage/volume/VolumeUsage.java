package dozo.storage.volume;

import dozo.core.value.ByteSize;

/**
 * How full a volume's file system is, for everyone who uses it. Immutable.
 *
 * @param total the size of the file system
 * @param free what Dozo's user may still write
 */
public record VolumeUsage(ByteSize total, ByteSize free) {

    /** How much of the file system is used, from 0 to 100; 100 when its size is unknown. */
    public double usedPercent() {
        return total.bytes() == 0 ? 100 : 100.0 * (total.bytes() - free.bytes()) / total.bytes();
    }
}
