package dozo.storage.volume;

import java.io.IOException;

/** A disk has no space, or no quota, for what was to be written. */
public final class DiskFullException extends IOException {

    public DiskFullException(IOException cause) {
        super("no space left", cause);
    }
}
