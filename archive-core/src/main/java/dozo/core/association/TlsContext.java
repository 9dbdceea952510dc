package dozo.core.association;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys and trust loaded from {@link TlsSettings}, ready to make TLS connections (PS3.15 Annex B). A certificate is trusted when the
 * trust store vouches for it; host names are not compared, since DICOM names its peers by AE title. Immutable, thread-safe.
 */
public final class TlsContext {

    private final TlsSettings settings;
    private final SSLContext context;

    private TlsContext(TlsSettings settings, SSLContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** @throws OperatingFailure {@code CONFIGURATION_INVALID} when a file cannot be read or does not hold what it should */
    public static TlsContext load(TlsSettings settings) throws OperatingFailure {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyMaterial.trustStore(settings.trustStore(), settings.trustStorePassword()));
            context.init(keyManagers(settings), trust.getTrustManagers(), null);
            requireSupported(
                    "protocol",
                    settings.profile().protocols(),
                    context.getSupportedSSLParameters().getProtocols());
            requireSupported(
                    "cipher suite",
                    settings.profile().cipherSuites(),
                    context.getSupportedSSLParameters().getCipherSuites());
            return new TlsContext(settings, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "The keys or certificates for TLS cannot be loaded: " + e.getMessage()
                            + ". No TLS connection is possible. Check the files and passwords named in the configuration.",
                    e);
        }
    }

    public TlsSettings settings() {
        return settings;
    }

    /** A TLS socket over a connected one, handshake not yet begun; closing it closes both. */
    SSLSocket wrap(Socket tcp, boolean requestor) throws IOException {
        String host = tcp.getInetAddress().getHostAddress();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, host, tcp.getPort(), true);
        SSLParameters parameters = new SSLParameters(
                settings.profile().cipherSuites().toArray(String[]::new),
                settings.profile().protocols().toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        switch (settings.clientCertificate()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        socket.setUseClientMode(requestor);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static KeyManager[] keyManagers(TlsSettings settings) throws GeneralSecurityException, IOException {
        if (settings.keyStore().isEmpty()) {
            return new KeyManager[0];
        }
        char[] password = settings.keyStorePassword().toCharArray();
        KeyStore keys = KeyMaterial.keyStore(settings.keyStore().get(), password);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory.getKeyManagers();
    }

    private static void requireSupported(String what, List<String> wanted, String[] supported)
            throws GeneralSecurityException {
        for (String each : wanted) {
            if (!Arrays.asList(supported).contains(each)) {
                throw new GeneralSecurityException("this Java knows no TLS " + what + " " + each);
            }
        }
    }
}
