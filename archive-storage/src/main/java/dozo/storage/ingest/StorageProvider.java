package dozo.storage.ingest;

import dozo.core.association.Association;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.FailureStatus;
import dozo.core.dimse.ServiceProvider;
import dozo.core.failure.FailureCode;
import dozo.core.value.Uid;
import java.io.IOException;
import java.util.Optional;

/** The Storage Service Class as SCP (PS3.4 Annex B). Thread-safe. */
public final class StorageProvider implements ServiceProvider {

    private final Ingest ingest;
    private final StorePermission permission;

    public StorageProvider(Ingest ingest, StorePermission permission) {
        this.ingest = ingest;
        this.permission = permission;
    }

    @Override
    public void serve(Exchange exchange) throws IOException {
        CommandSet request = exchange.request();
        Arrival arrival = arrival(exchange);
        Uid sopClass = request.sopClassUid().orElse(exchange.context().abstractSyntax());
        Optional<FailureCode> forbidden = permission.refusal(arrival.calling(), sopClass);
        if (forbidden.isPresent()) {
            exchange.respond(refusal(request, forbidden.get()));
            return;
        }
        StoreOutcome outcome = ingest.receive(arrival, exchange.dataSet());
        exchange.respond(
                outcome instanceof StoreOutcome.Refused refused
                        ? refusal(request, refused.code())
                        : request.response(DimseStatus.SUCCESS));
    }

    private static Arrival arrival(Exchange exchange) {
        Association association = exchange.association();
        return new Arrival(
                exchange.context().abstractSyntax(),
                exchange.request().sopClassUid(),
                exchange.request().sopInstanceUid(),
                exchange.context().transferSyntax(),
                association.callingAeTitle(),
                association.calledAeTitle(),
                association.remoteAddress().getAddress().getHostAddress());
    }

    private static CommandSet refusal(CommandSet request, FailureCode code) {
        return request.response(FailureStatus.of(code, CommandField.C_STORE))
                .withErrorComment(FailureStatus.comment(code));
    }
}
