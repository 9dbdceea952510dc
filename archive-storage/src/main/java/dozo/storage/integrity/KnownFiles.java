package dozo.storage.integrity;

import dozo.storage.volume.ObjectPath;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The object files of one volume that journals name: a bit for each, so that a hundred million files fit into some 30 MB.
 * Not thread-safe.
 */
final class KnownFiles {

    private static final int PER_DIRECTORY = ObjectPath.FILES_PER_DIRECTORY;

    private final Map<String, BitSet> byDirectory = new HashMap<>();

    void add(ObjectPath path) {
        byDirectory
                .computeIfAbsent(path.directory(), directory -> new BitSet(PER_DIRECTORY))
                .set((int) (number(path) % PER_DIRECTORY));
    }

    boolean contains(ObjectPath path) {
        BitSet files = byDirectory.get(path.directory());
        return files != null && isInItsBucket(path) && files.get((int) (number(path) % PER_DIRECTORY));
    }

    /** Each bucket holds a run of numbers; a file under a number of another bucket is not one that Dozo wrote. */
    private static boolean isInItsBucket(ObjectPath path) {
        String directory = path.directory();
        long bucket = Long.parseLong(directory.substring(directory.lastIndexOf('/') + 1), 16);
        return number(path) / PER_DIRECTORY == bucket;
    }

    private static long number(ObjectPath path) {
        String relative = path.relative();
        return Long.parseLong(relative.substring(relative.lastIndexOf('/') + 1, relative.lastIndexOf('.')), 16);
    }
}
