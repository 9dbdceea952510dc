package dozo.core.association;

import dozo.core.value.AeTitle;

/**
 * Where a remote application entity is reached.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param tls whether it is spoken to over TLS, with the settings' {@link TlsContext}
 */
public record RemoteAe(AeTitle title, String host, int port, boolean tls) {

    /** @throws IllegalArgumentException when the host is blank or the port out of range */
    public RemoteAe {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a remote AE needs a host and a port from 1 to 65535");
        }
    }

    /** Without TLS. */
    public RemoteAe(AeTitle title, String host, int port) {
        this(title, host, port, false);
    }

    @Override
    public String toString() {
        return title + "@" + host + ":" + port + (tls ? " (TLS)" : "");
    }
}
