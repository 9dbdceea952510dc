package dozo.storage.volume;

/** What a volume can be used for. */
public enum VolumeState {
    /** Read and written. */
    ONLINE(true, true, false),
    /** Observed: the file system refuses writes; read only, and looked at again before each use. */
    READ_ONLY(true, false, false),
    /** Set by an administrator: read, never written, until set otherwise; survives restarts. */
    DRAINING(true, false, true),
    /** Set by an administrator: not used at all, until set otherwise; survives restarts. */
    OFFLINE(false, false, true),
    /** Observed: the path does not show this volume; not used, and looked at again before each use. */
    LOST(false, false, false);

    private final boolean readable;
    private final boolean writable;
    private final boolean administrative;

    VolumeState(boolean readable, boolean writable, boolean administrative) {
        this.readable = readable;
        this.writable = writable;
        this.administrative = administrative;
    }

    public boolean isReadable() {
        return readable;
    }

    public boolean isWritable() {
        return writable;
    }

    /** Whether a person sets and ends this state; the others are observed and recover by themselves. */
    public boolean isAdministrative() {
        return administrative;
    }
}
