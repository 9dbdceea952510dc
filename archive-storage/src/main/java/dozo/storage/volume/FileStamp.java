package dozo.storage.volume;

import java.nio.file.attribute.FileTime;

/**
 * What tells a file from every other, and from itself before it was written again, without a look at its content. Immutable.
 *
 * @param key of the file on its disk, and of the disk on its machine; equal to no other where the system knows none
 * @param modified when its content was last written
 */
public record FileStamp(Object key, FileTime modified, long sizeBytes) {}
