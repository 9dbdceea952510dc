package dozo.core.config;

import dozo.core.association.TlsProfile;
import dozo.core.association.TlsSettings.ClientCertificate;
import java.nio.file.Path;

/**
 * Secure connections (PS3.15 Annex B). The same keys serve the listener and calls to AEs with
 * {@code tls = true}. Immutable.
 *
 * @param port on which secure associations are accepted, 0 for any free one (tests)
 * @param only whether the plain port stays closed
 * @param keyStore PKCS#12 file with this node's key and certificate
 * @param keyStorePassword of that file
 * @param trustStore PKCS#12 file with the certificates of peers or of their authorities
 * @param trustStorePassword of that file
 * @param clientCertificate whether a peer must show a certificate that the trust store vouches for
 * @param profile protocol versions and cipher suites
 */
public record TlsConfig(
        int port,
        boolean only,
        Path keyStore,
        Secret keyStorePassword,
        Path trustStore,
        Secret trustStorePassword,
        ClientCertificate clientCertificate,
        TlsProfile profile) {

    /** The registered port of DICOM over TLS (PS3.8 section 9.1.1). */
    public static final int DEFAULT_PORT = 2762;
}
