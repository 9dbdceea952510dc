package dozo.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Assertions;

/**
 * A key with a self-signed certificate, made by the JDK's keytool.
 *
 * @param keyStore PKCS12 with both, under {@link #PASSWORD}
 * @param certificate PEM with the certificate alone
 * @param pem PEM with the certificate and the unencrypted key
 */
public record Certificates(Path keyStore, Path certificate, Path pem) {

    public static final String PASSWORD = "test-password";

    /** Makes them in {@code folder} for a subject of this common name. */
    public static Certificates create(Path folder, String commonName)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path keyStore = folder.resolve(commonName + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + commonName,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertEquals(0, keytool.waitFor(), output);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        String certificate = block("CERTIFICATE", store.getCertificate("key").getEncoded());
        String key =
                block("PRIVATE KEY", store.getKey("key", PASSWORD.toCharArray()).getEncoded());
        return new Certificates(
                keyStore,
                Files.writeString(folder.resolve(commonName + ".crt"), certificate),
                Files.writeString(folder.resolve(commonName + ".pem"), certificate + key));
    }

    private static String block(String title, byte[] encoded) {
        return "-----BEGIN " + title + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + title + "-----\n";
    }
}
