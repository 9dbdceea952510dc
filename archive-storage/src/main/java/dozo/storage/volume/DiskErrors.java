package dozo.storage.volume;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Tells what an error of the operating system means. Java has no type for a full disk, only the system's text, which may
 * be in the operator's language; therefore the file system itself is asked as well.
 */
final class DiskErrors {

    private static final List<String> FULL =
            List.of("no space left on device", "disk quota exceeded", "not enough space");
    private static final List<String> READ_ONLY = List.of("read-only file system");

    /** Less free space than this after a failed write: the disk is full whatever the text says. */
    private static final long NOTHING_LEFT_BYTES = 64 * 1024;

    private DiskErrors() {}

    static IOException explain(IOException error, Path root) {
        if (error instanceof NoSuchFileException || error instanceof FileAlreadyExistsException) {
            return error;
        }
        String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(text::contains)) {
            return new DiskFullException(error);
        }
        if (READ_ONLY.stream().anyMatch(text::contains) || isReadOnly(root)) {
            return new DiskReadOnlyException(error);
        }
        return isFull(root) ? new DiskFullException(error) : error;
    }

    private static boolean isReadOnly(Path root) {
        try {
            return Files.getFileStore(root).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFull(Path root) {
        return root.toFile().getTotalSpace() > 0 && root.toFile().getUsableSpace() < NOTHING_LEFT_BYTES;
    }
}
