package dozo.storage.volume;

import java.io.IOException;

/** A file system takes no writes: mounted so, or turned so by the system after an error. */
public final class DiskReadOnlyException extends IOException {

    public DiskReadOnlyException(IOException cause) {
        super("read-only file system", cause);
    }
}
