package dozo.admin.command;

import dozo.admin.control.OperationChannel;
import dozo.admin.network.NetworkSettings;
import dozo.admin.operation.AeList;
import dozo.admin.operation.AeRow;
import dozo.admin.operation.Nothing;
import dozo.admin.operation.Workplace;
import dozo.admin.scu.Remote;
import dozo.core.association.RemoteAe;
import dozo.core.config.DicomConfig;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.storage.integrity.Progress;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which AE a command talks to, and under which title. */
final class RemoteOptions {

    private static final Pattern ADDRESS = Pattern.compile("([^@]+)@(\\[[^]]+]|[^:]+):([0-9]{1,5})");
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    @Option(
            names = "--to",
            paramLabel = "AE",
            description = "Whom to talk to: TITLE@HOST:PORT, or a TITLE of the AE table. Default: this archive.")
    private @Nullable String to;

    @Option(names = "--as", paramLabel = "TITLE", description = "Title to call with. Default: the archive's own.")
    private @Nullable String as;

    @Option(names = "--tls", description = "Talk to TITLE@HOST:PORT by TLS, with the keys of the configuration.")
    private boolean tls;

    /** The AE meant. @throws OperatingFailure when what was typed names none */
    Remote remote(DozoConfig config) throws OperatingFailure {
        AeTitle calling = as == null ? config.dicom().ownAeTitle() : title(as);
        return new Remote(
                ae(config), calling, NetworkSettings.of(config.dicom()).outgoing());
    }

    private RemoteAe ae(DozoConfig config) throws OperatingFailure {
        if (to == null) {
            return local(config.dicom());
        }
        Matcher address = ADDRESS.matcher(to);
        if (address.matches()) {
            int port = Integer.parseInt(address.group(3));
            if (port >= 1 && port <= 65535) {
                return new RemoteAe(title(address.group(1)), address.group(2), port, tls);
            }
        }
        Optional<RemoteAe> known = configured(config, to);
        return known.isPresent() ? known.get() : added(config, to);
    }

    private static Optional<RemoteAe> configured(DozoConfig config, String title) {
        return config.aeList().stream()
                .filter(ae -> ae.title().value().equals(title) && ae.isReachable())
                .findFirst()
                .map(ae -> new RemoteAe(ae.title(), ae.host(), ae.port(), ae.tls()));
    }

    /** An entry of {@code dozo ae add}: only the archive knows these. A machine without an archive does not get one by asking. */
    private static RemoteAe added(DozoConfig config, String title) throws OperatingFailure {
        if (Files.isDirectory(config.dataDirectory())) {
            try (OperationChannel<Workplace> channel = ArchiveAccess.open(config, Progress.Listener.NONE)) {
                AeList.Table table = channel.run(new AeList(), new Nothing(), Progress.Listener.NONE);
                for (AeRow ae : table.entries()) {
                    if (ae.title().equals(title) && ae.port() != 0) {
                        return new RemoteAe(title(title), ae.host(), ae.port(), ae.tls());
                    }
                }
            }
        }
        throw new OperatingFailure(
                FailureCode.DESTINATION_UNKNOWN,
                "\"" + title + "\" is neither TITLE@HOST:PORT nor an AE of the table with host and port"
                        + " (`dozo ae list` shows it). Nothing was done.");
    }

    /** This archive: by its plain port when it has one. */
    private static RemoteAe local(DicomConfig dicom) {
        String host = EVERY_ADDRESS.contains(dicom.bindHost()) ? "localhost" : dicom.bindHost();
        return dicom.tls()
                .filter(tls -> tls.only())
                .map(tls -> new RemoteAe(dicom.ownAeTitle(), host, tls.port(), true))
                .orElseGet(() -> new RemoteAe(dicom.ownAeTitle(), host, dicom.port()));
    }

    static AeTitle title(String text) throws OperatingFailure {
        return AeTitle.parse(text)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        "\"" + text + "\" is no AE title: 1 to 16 printable ASCII characters, no backslash."));
    }
}
