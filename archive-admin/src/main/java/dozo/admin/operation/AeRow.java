package dozo.admin.operation;

import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of the AE table as commands see it.
 *
 * @param host where it listens, empty when it never does
 * @param port there, 0 when it never listens
 * @param roles words of {@link AeRole}
 * @param networks ranges from which it may call; empty means from wherever the archive allows
 * @param source {@code configuration} or {@code command}
 */
public record AeRow(
        String title, String host, int port, List<String> roles, boolean tls, List<String> networks, String source) {

    static AeRow of(AeConfig ae, boolean configured) {
        return new AeRow(
                ae.title().value(),
                ae.host(),
                ae.port(),
                ae.roles().stream().sorted().map(AeRole::word).toList(),
                ae.tls(),
                ae.networks().stream().map(NetworkRange::toString).toList(),
                configured ? "configuration" : "command");
    }

    /** The entry meant. @throws OperatingFailure when something in it is not valid */
    AeConfig toConfig() throws OperatingFailure {
        if (host.isEmpty() != (port == 0) || port < 0 || port > 65535) {
            throw invalid("Give host and port together, or neither for an AE that never listens.");
        }
        Set<AeRole> parsed = EnumSet.noneOf(AeRole.class);
        for (String word : roles) {
            parsed.add(role(word));
        }
        for (String network : networks) {
            if (NetworkRange.parse(network).isEmpty()) {
                throw invalid("\"" + network + "\" is no address range such as 10.20.0.0/16.");
            }
        }
        List<NetworkRange> ranges = networks.stream()
                .map(NetworkRange::parse)
                .flatMap(Optional::stream)
                .toList();
        return new AeConfig(parsedTitle(), host, port, parsed, tls, ranges, Optional.empty());
    }

    private AeTitle parsedTitle() throws OperatingFailure {
        return AeTitle.parse(title).orElseThrow(() -> invalid("\"" + title + "\" is no AE title."));
    }

    private static AeRole role(String word) throws OperatingFailure {
        for (AeRole role : AeRole.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw invalid("\"" + word + "\" is no role; the roles are store, query, retrieve and commit.");
    }

    static OperatingFailure invalid(String message) {
        return new OperatingFailure(FailureCode.CONFIGURATION_INVALID, message + " Nothing was changed.");
    }
}
