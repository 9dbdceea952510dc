package dozo.core.config;

import dozo.core.association.TlsProfile;
import dozo.core.association.TlsSettings.ClientCertificate;
import dozo.core.encoding.DecodingLimits;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import dozo.core.value.NetworkRange;
import dozo.core.value.Uid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads {@code dicom}. */
final class DicomSection {

    private static final String UID_EXPECTATION = "a UID: digits and full stops, at most 64 characters";

    private DicomSection() {}

    static DicomConfig read(ConfigSection section) {
        DicomConfig defaults = DicomConfig.defaults();
        List<AeTitle> titles =
                section.values("ae-titles", defaults.aeTitles(), AeSection.TITLE_EXPECTATION, AeTitle::parse);
        if (titles.isEmpty()) {
            section.problem("ae-titles", "must hold at least one title");
        }
        return new DicomConfig(
                titles,
                section.text("bind-host", defaults.bindHost()),
                section.integer("port", defaults.port(), 0, 65535),
                section.flag("known-only", defaults.knownOnly()),
                section.flag("local-commands", defaults.localCommands()),
                section.values("networks", defaults.networks(), AeSection.NETWORK_EXPECTATION, NetworkRange::parse),
                section.values(
                        "transfer-syntax-preference", defaults.transferSyntaxPreference(), UID_EXPECTATION, Uid::parse),
                section.section("sop-classes", defaults.sopClasses(), DicomSection::readSopClasses),
                section.section("limits", defaults.limits(), DicomSection::readLimits),
                section.section("time-outs", defaults.timeOuts(), DicomSection::readTimeOuts),
                section.optionalSection("tls", DicomSection::readTls));
    }

    static SopClassPolicy readSopClasses(ConfigSection section) {
        SopClassPolicy defaults = SopClassPolicy.defaults();
        return new SopClassPolicy(
                section.flag("accept-unknown", defaults.acceptUnknown()),
                Set.copyOf(section.values("allow", List.of(), UID_EXPECTATION, Uid::parse)),
                Set.copyOf(section.values("deny", List.of(), UID_EXPECTATION, Uid::parse)));
    }

    private static DicomLimits readLimits(ConfigSection section) {
        DicomLimits defaults = DicomLimits.defaults();
        ByteSize kibibyte = ByteSize.ofKibibytes(1);
        ByteSize mebibyte = ByteSize.ofMebibytes(1);
        ByteSize tooMuch = ByteSize.ofMebibytes(256);
        return new DicomLimits(
                section.integer("associations", defaults.associations(), 1, 10_000),
                section.integer("associations-per-ae", defaults.associationsPerAe(), 1, 10_000),
                section.integer("pending-per-address", defaults.pendingPerAddress(), 1, 10_000),
                section.size("pdu-length", defaults.pduLength(), ByteSize.ofKibibytes(4), mebibyte),
                section.size("associate-pdu-length", defaults.associatePduLength(), kibibyte, tooMuch),
                section.integer("user-items", defaults.userItems(), 16, 10_000),
                section.integer("nesting-depth", defaults.nestingDepth(), 4, DecodingLimits.STANDARD.maxDepth()),
                section.integer("elements", defaults.elements(), 1000, DecodingLimits.STANDARD.maxElements()),
                section.size("element-bytes", defaults.elementBytes(), kibibyte, tooMuch),
                section.size("command-set-bytes", defaults.commandSetBytes(), kibibyte, mebibyte),
                section.size("header-memory", defaults.headerMemory(), mebibyte, ByteSize.ofMebibytes(64 << 10)),
                section.size("identifier-bytes", defaults.identifierBytes(), kibibyte, tooMuch));
    }

    private static DicomTimeOuts readTimeOuts(ConfigSection section) {
        DicomTimeOuts defaults = DicomTimeOuts.defaults();
        return new DicomTimeOuts(
                section.duration("connect", defaults.connect()),
                section.duration("artim", defaults.artim()),
                section.duration("accept", defaults.accept()),
                section.duration("idle", defaults.idle()),
                section.duration("request", defaults.request()),
                section.duration("response", defaults.response()),
                section.duration("write", defaults.write()),
                section.duration("release", defaults.release()),
                section.duration("drain", defaults.drain()));
    }

    private static TlsConfig readTls(ConfigSection section) {
        return new TlsConfig(
                section.integer("port", TlsConfig.DEFAULT_PORT, 0, 65535),
                section.flag("only", false),
                storeFile(section, "key-store"),
                DatabaseSection.password(section, "key-store-password"),
                storeFile(section, "trust-store"),
                DatabaseSection.password(section, "trust-store-password"),
                section.choice("client-certificate", ClientCertificate.REQUIRED),
                section.choice("profile", TlsProfile.BCP_195));
    }

    private static Path storeFile(ConfigSection section, String key) {
        Path file = section.path(key, Path.of("/"));
        if (!section.has(key)) {
            section.problem(key, "is missing");
        } else if (!Files.isReadable(file)) {
            section.problem(key, "names a file that cannot be read");
        }
        return file;
    }
}
