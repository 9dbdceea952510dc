package dozo.core.association;

import dozo.core.failure.OperatingFailure;

/** Keys and trust loaded from {@link TlsSettings}, ready to make TLS connections. Immutable, thread-safe. */
public final class TlsContext {

    private final TlsSettings settings;

    private TlsContext(TlsSettings settings) {
        this.settings = settings;
    }

    /** @throws OperatingFailure {@code CONFIGURATION_INVALID} when a file cannot be read or does not hold what it should */
    public static TlsContext load(TlsSettings settings) throws OperatingFailure {
        return new TlsContext(settings);
    }

    public TlsSettings settings() {
        return settings;
    }
}
