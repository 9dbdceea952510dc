package dozo.core.association;

import java.util.List;

/** Protocol versions and cipher suites, in order of preference, after the secure transport profiles of PS3.15 Annex B. */
public enum TlsProfile {
    /** BCP 195 with TLS 1.3 and 1.2 (PS3.15 section B.12, which replaces B.9). */
    BCP_195(List.of("TLSv1.3", "TLSv1.2"), Suites.MODERN_AND_1_2),
    /** TLS 1.3 alone. */
    TLS_1_3_ONLY(List.of("TLSv1.3"), Suites.TLS_1_3),
    /** Modified BCP 195 (PS3.15 section B.13): 256-bit suites with forward secrecy only. */
    MODIFIED_BCP_195(List.of("TLSv1.3", "TLSv1.2"), Suites.STRONG);

    private final List<String> protocols;
    private final List<String> cipherSuites;

    TlsProfile(List<String> protocols, List<String> cipherSuites) {
        this.protocols = protocols;
        this.cipherSuites = cipherSuites;
    }

    /** JSSE protocol names. */
    public List<String> protocols() {
        return protocols;
    }

    /** JSSE cipher suite names. */
    public List<String> cipherSuites() {
        return cipherSuites;
    }

    private static final class Suites {

        static final List<String> TLS_1_3 =
                List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256");

        static final List<String> STRONG = List.of(
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");

        static final List<String> MODERN_AND_1_2 = List.of(
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");

        private Suites() {}
    }
}
