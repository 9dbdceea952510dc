package dozo.admin.network;

import dozo.core.association.Association;
import dozo.core.config.AeRole;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;

/** Performs a service only for callers that have its role; others hear 0124H, not authorized (PS3.7 section C.5.20). */
public final class RoleGuard implements ServiceProvider {

    private final AeRole role;
    private final KnownAes known;
    private final ServiceProvider service;

    public RoleGuard(AeRole role, KnownAes known, ServiceProvider service) {
        this.role = role;
        this.known = known;
        this.service = service;
    }

    @Override
    public boolean isLong() {
        return service.isLong();
    }

    @Override
    public void serve(Exchange exchange) throws OperatingFailure, IOException {
        Association association = exchange.association();
        if (!known.rolesOf(
                        association.callingAeTitle(),
                        association.remoteAddress().getAddress())
                .contains(role)) {
            throw new OperatingFailure(
                    FailureCode.NOT_AUTHORIZED,
                    association.callingAeTitle() + " has no role \"" + role.word()
                            + "\" in the AE table. The request was"
                            + " refused; give it the role if it should have it.");
        }
        service.serve(exchange);
    }
}
