package dozo.core.config;

import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code ae}. */
final class AeSection {

    static final String TITLE_EXPECTATION = "an AE title: 1 to 16 printable ASCII characters, no backslash";
    static final String NETWORK_EXPECTATION = "an IP address with an optional prefix, such as 10.1.0.0/16";

    private static final AeTitle UNNAMED = new AeTitle("UNNAMED");

    private AeSection() {}

    static AeConfig read(ConfigSection section, boolean tlsConfigured) {
        if (!section.has("title")) {
            section.problem("title", "is missing");
        }
        AeTitle title = section.value("title", UNNAMED, TITLE_EXPECTATION, AeTitle::parse);
        String host = section.text("host", "");
        int port = section.integer("port", 0, 1, 65535);
        if (host.isEmpty() != (port == 0)) {
            section.problem("host", "host and port must be given together, or neither for an AE that never listens");
        }
        boolean tls = section.flag("tls", false);
        if (tls && !tlsConfigured) {
            section.problem("tls", "needs the section dicom.tls with this node's keys");
        }
        List<AeRole> roles = section.values(
                "roles", List.of(AeRole.values()), "store, query, retrieve or commit", AeSection::parseRole);
        Set<AeRole> roleSet = EnumSet.noneOf(AeRole.class);
        roleSet.addAll(roles);
        List<NetworkRange> networks = section.values("networks", List.of(), NETWORK_EXPECTATION, NetworkRange::parse);
        Optional<SopClassPolicy> sopClasses = section.optionalSection("sop-classes", DicomSection::readSopClasses);
        return new AeConfig(title, host, port, roleSet, tls, networks, sopClasses);
    }

    private static Optional<AeRole> parseRole(String word) {
        for (AeRole role : AeRole.values()) {
            if (role.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
