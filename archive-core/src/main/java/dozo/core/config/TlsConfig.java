package dozo.core.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Secure connections (PS3.15 sections B.9 and B.10: BCP 195). The same keys serve the listener and calls to AEs with
 * {@code tls = true}. Immutable.
 *
 * @param port on which secure associations are accepted, 0 for any free one (tests)
 * @param only whether the plain port stays closed
 * @param keyStore PKCS#12 file with this node's key and certificate
 * @param keyStorePassword of that file
 * @param trustStore PKCS#12 file with the certificates of peers or of their authorities
 * @param trustStorePassword of that file
 * @param clientCertificate whether a peer must show a certificate that the trust store vouches for
 * @param protocols names of JSSE protocols, such as {@code TLSv1.3}
 * @param cipherSuites names of JSSE cipher suites; empty means those of the BCP 195 profiles
 */
public record TlsConfig(
        int port,
        boolean only,
        Path keyStore,
        Secret keyStorePassword,
        Path trustStore,
        Secret trustStorePassword,
        boolean clientCertificate,
        List<String> protocols,
        List<String> cipherSuites) {

    /** The registered port of DICOM over TLS (PS3.8 section 9.1.1). */
    public static final int DEFAULT_PORT = 2762;

    public static final List<String> DEFAULT_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    public TlsConfig {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}
