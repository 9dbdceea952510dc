package dozo.admin.network;

import dozo.core.association.Acceptance;
import dozo.core.association.AcceptancePolicy;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.config.AeConfig;
import dozo.core.config.DicomConfig;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.Octets;
import dozo.core.pdu.RejectReason;
import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import dozo.core.value.Uid;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.InformationModel;
import dozo.storage.commitment.CommitmentProvider;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who is known and comes from where it may (PS3.8 section 9.3.4), and answers each presentation context by its
 * service. What a caller may ask is decided request by request, by {@link RoleGuard}. Thread-safe.
 */
public final class KnownCallersOnly implements AcceptancePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(KnownCallersOnly.class);

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    /** What queries and reports are encoded in, best first. */
    private static final List<Uid> MESSAGE_SYNTAXES = List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid(),
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid(),
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.uid());

    private final DicomConfig config;
    private final KnownAes known;
    private final boolean secure;

    /** @param secure whether this is the policy of the TLS listener */
    public KnownCallersOnly(DicomConfig config, KnownAes known, boolean secure) {
        this.config = config;
        this.known = known;
        this.secure = secure;
    }

    @Override
    public Acceptance decide(AssociateRequest request, InetAddress peer, Optional<X509Certificate> certificate) {
        if (!config.aeTitles().contains(request.calledAeTitle())) {
            LOG.warn(
                    "Rejected {} from {}: this archive has no title {}",
                    request.callingAeTitle(),
                    peer.getHostAddress(),
                    request.calledAeTitle());
            return new Acceptance.Rejected(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
        }
        Optional<String> objection = objectionTo(request.callingAeTitle(), peer);
        if (objection.isPresent()) {
            LOG.warn("Rejected {} from {}: {}", request.callingAeTitle(), peer.getHostAddress(), objection.get());
            return new Acceptance.Rejected(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }
        return ContextNegotiation.answer(request, uid -> rule(uid, request.callingAeTitle()));
    }

    /** Why this caller is not let in, for the log; empty when it is. */
    private Optional<String> objectionTo(AeTitle calling, InetAddress peer) {
        if (known.isLocalCommand(calling, peer)) {
            return Optional.empty();
        }
        if (!allows(config.networks(), peer)) {
            return Optional.of("its address is in none of dicom.networks");
        }
        Optional<AeConfig> entry = known.entry(calling);
        if (entry.isEmpty()) {
            return config.knownOnly() ? Optional.of("it is not in the AE table") : Optional.empty();
        }
        if (!allows(entry.get().networks(), peer)) {
            return Optional.of("its address is in none of the networks of its AE entry");
        }
        return entry.get().tls() && !secure ? Optional.of("its AE entry wants TLS") : Optional.empty();
    }

    private static boolean allows(List<NetworkRange> networks, InetAddress peer) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(peer));
    }

    private Optional<ContextRule> rule(Uid uid, AeTitle calling) {
        if (uid.equals(VERIFICATION) || uid.equals(CommitmentProvider.SOP_CLASS)) {
            return Optional.of(ContextRule.preferring(MESSAGE_SYNTAXES, false));
        }
        if (InformationModel.of(uid).isPresent()) {
            return Optional.of(ContextRule.preferring(MESSAGE_SYNTAXES, false)
                    .withExtended(asked ->
                            ExtendedNegotiation.answer(uid, asked.toByteArray()).map(Octets::of)));
        }
        return known.accepts(calling, uid)
                ? Optional.of(ContextRule.preferring(config.transferSyntaxPreference(), true)
                        .withRequestorAsScp())
                : Optional.empty();
    }
}
