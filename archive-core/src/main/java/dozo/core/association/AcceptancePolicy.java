package dozo.core.association;

import dozo.core.pdu.AssociateRequest;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Decides about each association request. Called on many threads at once; must answer soon, since ARTIM no longer runs. */
@FunctionalInterface
public interface AcceptancePolicy {

    /**
     * @param request its AE titles are valid and its application context is DICOM's; holds all that was asked, user identity and
     *     common extended negotiation included. Identities are secrets and never logged
     * @param certificate the peer's, verified against the trust store; empty without TLS or when it showed none
     */
    Acceptance decide(AssociateRequest request, InetAddress peer, Optional<X509Certificate> certificate);
}
