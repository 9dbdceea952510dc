package dozo.storage.volume;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes the directories between the volume's fixed ones and its files, each durable in the directory around it before
 * anything is put into it. The fixed ones are made at initialisation only: where they are missing, no volume is mounted, and
 * nothing must be created. Thread-safe.
 */
final class VolumeDirectories {

    /** How many directories are remembered: more than are written to at a time. */
    private static final int REMEMBERED = 256;

    private final Disk disk;
    private final Set<String> durable = new LinkedHashSet<>();

    VolumeDirectories(Disk disk) {
        this.disk = disk;
    }

    /**
     * @param directory below one of the volume's fixed directories
     * @throws java.nio.file.NoSuchFileException when the fixed directory is not there
     */
    synchronized void ensure(String directory) throws IOException {
        if (durable.contains(directory)) {
            return;
        }
        int end = directory.indexOf('/');
        while (end >= 0) {
            String around = directory.substring(0, end);
            end = directory.indexOf('/', end + 1);
            String name = end < 0 ? directory : directory.substring(0, end);
            if (!durable.contains(name)) {
                create(around, name);
            }
        }
    }

    private void create(String around, String name) throws IOException {
        try {
            disk.createDirectory(name);
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier process, which may have ended before it forced the entry: force it now.
        }
        disk.forceDirectory(around);
        if (durable.size() >= REMEMBERED) {
            durable.remove(durable.iterator().next());
        }
        durable.add(name);
    }

    /** Forgets everything: the volume was away, and may have come back older. */
    synchronized void forget() {
        durable.clear();
    }
}
