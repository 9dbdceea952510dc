package dozo.core.association;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Keys, trust and rules for TLS (PS3.15 Annex B). Files are PKCS12, or PEM when their name ends in {@code .pem} or {@code .crt}.
 * Passwords are not printed. Immutable.
 *
 * @param keyStore PKCS12, or PEM with the certificate chain and an unencrypted PKCS8 key; needed by acceptors, and by requestors
 *     whose peers ask for a certificate
 * @param keyStorePassword ignored for PEM
 * @param trustStore PKCS12 or PEM with the certificates to trust: public authorities are not trusted
 * @param trustStorePassword ignored for PEM
 */
public record TlsSettings(
        TlsProfile profile,
        Optional<Path> keyStore,
        String keyStorePassword,
        Path trustStore,
        String trustStorePassword,
        ClientCertificate clientCertificate) {

    /** What an acceptor asks of its peers. */
    public enum ClientCertificate {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    @Override
    public String toString() {
        return "TlsSettings[" + profile + ", client certificate " + clientCertificate + "]";
    }
}
