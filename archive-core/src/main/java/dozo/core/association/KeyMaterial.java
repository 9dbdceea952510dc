package dozo.core.association;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys and certificates from PKCS12 or PEM files. */
final class KeyMaterial {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private KeyMaterial() {}

    /** The private key with its certificate chain. */
    static KeyStore keyStore(Path file, char[] password) throws GeneralSecurityException, IOException {
        if (!isPem(file)) {
            return pkcs12(file, password);
        }
        KeyStore store = empty();
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        store.setKeyEntry("key", privateKey(text), password, certificates(text).toArray(Certificate[]::new));
        return store;
    }

    /** The certificates to trust. */
    static KeyStore trustStore(Path file, String password) throws GeneralSecurityException, IOException {
        if (!isPem(file)) {
            return pkcs12(file, password.toCharArray());
        }
        KeyStore store = empty();
        for (Certificate certificate : certificates(Files.readString(file, StandardCharsets.US_ASCII))) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    private static boolean isPem(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".pem") || name.endsWith(".crt");
    }

    private static KeyStore pkcs12(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(text);
        while (matcher.find()) {
            byte[] block = matcher.group().getBytes(StandardCharsets.US_ASCII);
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(block)));
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("a PEM file holds no certificate");
        }
        return certificates;
    }

    private static PrivateKey privateKey(String text) throws GeneralSecurityException {
        Matcher matcher = PRIVATE_KEY.matcher(text);
        if (!matcher.find()) {
            throw new GeneralSecurityException("a PEM file holds no unencrypted PKCS8 private key");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm: PKCS8 does not say which before it is parsed.
            }
        }
        throw new GeneralSecurityException("a private key is of no algorithm of " + KEY_ALGORITHMS);
    }
}
