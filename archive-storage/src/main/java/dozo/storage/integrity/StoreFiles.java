package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.Volume;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.function.Consumer;

/** Walks the files below a volume's objects' directory, one directory in memory at a time for each level. */
final class StoreFiles {

    /** Year, month, day, writer, bucket: below them lie the files. */
    private static final int DIRECTORY_LEVELS = 5;

    private StoreFiles() {}

    /**
     * Hands the path of every file below the volume's root to {@code consumer}, in order.
     *
     * @throws OperatingFailure when the volume cannot be read
     */
    static void walk(Volume volume, Consumer<String> consumer) throws OperatingFailure {
        volume.requireReadable();
        try {
            walk(volume, ObjectPath.ROOT, 0, consumer);
        } catch (NoSuchFileException e) {
            volume.requireReadable();
        } catch (IOException e) {
            throw volume.failure("its files could not be listed", e);
        }
    }

    private static void walk(Volume volume, String directory, int level, Consumer<String> consumer) throws IOException {
        List<String> names;
        try {
            names = volume.disk().list(directory);
        } catch (NotDirectoryException e) {
            consumer.accept(directory);
            return;
        }
        for (String name : names) {
            String path = directory + "/" + name;
            if (level < DIRECTORY_LEVELS) {
                walk(volume, path, level + 1, consumer);
            } else {
                consumer.accept(path);
            }
        }
    }
}
