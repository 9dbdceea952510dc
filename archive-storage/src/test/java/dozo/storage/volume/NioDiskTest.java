package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NioDiskTest extends DiskContract {

    @Override
    Disk disk(Path directory) {
        return new NioDisk(directory);
    }

    @Test
    void tellsAFullDiskFromOtherErrors() {
        IOException full = new IOException("No space left on device");
        assertInstanceOf(DiskFullException.class, DiskErrors.explain(full, root));
        IOException quota = new FileSystemException("a", null, "Disk quota exceeded");
        assertInstanceOf(DiskFullException.class, DiskErrors.explain(quota, root));
    }

    @Test
    void tellsAReadOnlyDiskFromOtherErrors() {
        IOException readOnly = new FileSystemException("a", null, "Read-only file system");
        assertInstanceOf(DiskReadOnlyException.class, DiskErrors.explain(readOnly, root));
    }

    @Test
    void leavesOtherErrorsAsTheyAre() {
        IOException other = new IOException("Input/output error");
        assertSame(other, DiskErrors.explain(other, root));
        IOException missing = new NoSuchFileException("a");
        assertSame(missing, DiskErrors.explain(missing, root));
    }
}
