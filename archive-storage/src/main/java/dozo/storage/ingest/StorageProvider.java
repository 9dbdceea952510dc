package dozo.storage.ingest;

import dozo.core.association.Association;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
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
        return request.response(code.storeStatus()).withErrorComment(comment(code));
    }

    /** Fixed text, at most 64 characters: what the operator of the sender can act on. */
    static String comment(FailureCode code) {
        return switch (code) {
            case VOLUME_FULL -> "Archive storage is full";
            case VOLUME_READ_ONLY, VOLUME_LOST, VOLUME_IDENTITY_MISMATCH -> "Archive storage is not available";
            case DISK_ERROR, JOURNAL_UNUSABLE -> "Archive storage failed";
            case INDEX_UNAVAILABLE, INDEX_SCHEMA_UNFIT -> "Archive index is not available";
            case TOO_BUSY -> "Archive is too busy";
            case NOT_ACTIVE -> "Archive node is not active";
            case NOT_UNDERSTOOD -> "Data set cannot be understood";
            case LIMIT_EXCEEDED -> "Data set exceeds a limit of the archive";
            case CLASS_MISMATCH -> "Data set does not match the command or SOP class";
            case INVALID_UID -> "A UID is missing or not valid";
            case SOP_CLASS_NOT_SUPPORTED -> "SOP class is not accepted from this AE";
            case NOT_AUTHORIZED -> "AE may not store here";
            default -> "Processing failure";
        };
    }
}
