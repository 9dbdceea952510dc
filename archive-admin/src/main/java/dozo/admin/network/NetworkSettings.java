package dozo.admin.network;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationQuota;
import dozo.core.association.AssociationSettings;
import dozo.core.association.TimeOuts;
import dozo.core.association.TlsContext;
import dozo.core.association.TlsSettings;
import dozo.core.config.DicomConfig;
import dozo.core.config.DicomLimits;
import dozo.core.config.DicomTimeOuts;
import dozo.core.config.TlsConfig;
import dozo.core.dimse.DimseLimits;
import dozo.core.failure.OperatingFailure;
import java.util.Optional;

/**
 * The network part of the configuration as the association layer wants it. Immutable.
 *
 * @param outgoing for associations that this node asks for, with keys when there are any
 * @param plain for the plain listener, empty when only TLS is spoken
 * @param secure for the TLS listener, empty without TLS
 * @param messages what a message to either listener may hold in memory
 */
public record NetworkSettings(
        AssociationSettings outgoing,
        Optional<AcceptorSettings> plain,
        Optional<AcceptorSettings> secure,
        DimseLimits messages) {

    /** @throws OperatingFailure {@code CONFIGURATION_INVALID} when keys or certificates cannot be loaded */
    public static NetworkSettings of(DicomConfig config) throws OperatingFailure {
        DicomLimits limits = config.limits();
        AssociationSettings base = AssociationSettings.defaults()
                .withMaxPdu(limits.pduLength(), limits.pduLength())
                .withNegotiationLimits(limits.associatePduLength(), limits.userItems())
                .withTimeOuts(timeOuts(config.timeOuts()));
        if (config.tls().isEmpty()) {
            return new NetworkSettings(
                    base, Optional.of(acceptor(config, config.port(), base)), Optional.empty(), messages(limits));
        }
        TlsConfig tls = config.tls().get();
        AssociationSettings secured = base.withTls(TlsContext.load(tlsSettings(tls)));
        Optional<AcceptorSettings> plain =
                tls.only() ? Optional.empty() : Optional.of(acceptor(config, config.port(), base));
        return new NetworkSettings(
                secured, plain, Optional.of(acceptor(config, tls.port(), secured)), messages(limits));
    }

    /** A new quota of associations and connections, which holds for both listeners together. */
    public AssociationQuota newQuota() {
        return new AssociationQuota(plain.or(() -> secure).orElseThrow());
    }

    private static DimseLimits messages(DicomLimits limits) {
        return DimseLimits.defaults()
                .withCommandSet(limits.commandSetBytes())
                .withIdentifier(limits.identifierBytes())
                .withContent(limits.elementBytes(), limits.nestingDepth(), limits.elements());
    }

    private static TimeOuts timeOuts(DicomTimeOuts config) {
        return new TimeOuts(
                config.connect(),
                config.artim(),
                config.accept(),
                config.idle(),
                config.request(),
                config.response(),
                config.write(),
                config.release());
    }

    private static TlsSettings tlsSettings(TlsConfig tls) {
        return new TlsSettings(
                tls.profile(),
                Optional.of(tls.keyStore()),
                tls.keyStorePassword().reveal(),
                tls.trustStore(),
                tls.trustStorePassword().reveal(),
                tls.clientCertificate());
    }

    private static AcceptorSettings acceptor(DicomConfig config, int port, AssociationSettings association) {
        DicomLimits limits = config.limits();
        return AcceptorSettings.defaults(config.bindHost(), port)
                .withLimits(limits.associations(), limits.associationsPerAe(), limits.pendingPerAddress())
                .withAssociation(association);
    }
}
