package dozo.core.config;

import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of the AE table: a peer, what it may ask, and where it can be reached. Immutable.
 *
 * @param title the peer's AE title
 * @param host address or host name at which the peer listens, empty when it never does
 * @param port TCP port there, 0 when it never listens
 * @param roles what it may ask of this archive
 * @param tls whether it is called by TLS, and must itself call by TLS
 * @param networks from which it may call; empty means from wherever {@link DicomConfig#networks()} allows
 * @param sopClasses its own rule for storage SOP classes, in place of {@link DicomConfig#sopClasses()}
 */
public record AeConfig(
        AeTitle title,
        String host,
        int port,
        Set<AeRole> roles,
        boolean tls,
        List<NetworkRange> networks,
        Optional<SopClassPolicy> sopClasses) {

    public AeConfig {
        roles = Set.copyOf(roles);
        networks = List.copyOf(networks);
    }

    /** Whether instances and reports can be sent to it. */
    public boolean isReachable() {
        return !host.isEmpty() && port > 0;
    }
}
