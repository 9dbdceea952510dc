package dozo.core.dimse;

import dozo.core.value.Uid;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A storage provider for tests: keeps each data set in memory by its SOP Instance UID and answers Success. */
final class StoredMessages implements ServiceProvider {

    private final Map<Uid, byte[]> stored = new ConcurrentHashMap<>();

    @Override
    public void serve(Exchange exchange) throws IOException {
        byte[] dataSet = exchange.dataSet().readAllBytes();
        stored.put(exchange.request().sopInstanceUid().orElseThrow(), dataSet);
        exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
    }

    Map<Uid, byte[]> stored() {
        return stored;
    }
}
