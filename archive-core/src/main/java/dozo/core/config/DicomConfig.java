package dozo.core.config;

import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/**
 * How this node speaks DICOM. Immutable.
 *
 * @param aeTitles titles that this node answers to, at least one; the first is the one it calls with
 * @param bindHost address or host name on which it listens
 * @param port TCP port, 0 for any free one (tests)
 * @param knownOnly whether only AEs of the AE table are served
 * @param localCommands whether commands on this machine may call by loopback under the first of the titles
 * @param networks networks from which peers are served; empty means from everywhere
 * @param transferSyntaxPreference which of several offered transfer syntaxes is chosen, best first; those not listed come
 *     after, in the order of the offer (PS3.8 section 9.3.3.2)
 * @param sopClasses which storage SOP classes are taken
 * @param limits of what a peer can make this node hold
 * @param timeOuts of each wait for a peer
 * @param tls secure connections, empty when there are none
 */
public record DicomConfig(
        List<AeTitle> aeTitles,
        String bindHost,
        int port,
        boolean knownOnly,
        boolean localCommands,
        List<NetworkRange> networks,
        List<Uid> transferSyntaxPreference,
        SopClassPolicy sopClasses,
        DicomLimits limits,
        DicomTimeOuts timeOuts,
        Optional<TlsConfig> tls) {

    /** The registered port that an unprivileged process can open (PS3.8 section 9.1.1). */
    public static final int DEFAULT_PORT = 11112;

    public DicomConfig {
        aeTitles = List.copyOf(aeTitles);
        networks = List.copyOf(networks);
        transferSyntaxPreference = List.copyOf(transferSyntaxPreference);
    }

    public static DicomConfig defaults() {
        return new DicomConfig(
                List.of(new AeTitle("DOZO")),
                "127.0.0.1",
                DEFAULT_PORT,
                true,
                true,
                List.of(),
                List.of(),
                SopClassPolicy.defaults(),
                DicomLimits.defaults(),
                DicomTimeOuts.defaults(),
                Optional.empty());
    }

    /** The title with which this node calls others. */
    public AeTitle ownAeTitle() {
        return aeTitles.get(0);
    }
}
