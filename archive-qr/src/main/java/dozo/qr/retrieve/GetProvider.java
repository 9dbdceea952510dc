package dozo.qr.retrieve;

import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The C-GET SCP (PS3.4 section C.4.3): instances go back over the association of the request, in the contexts for which its
 * requestor took the SCP role. Thread-safe.
 */
final class GetProvider implements ServiceProvider {

    private final Retrievals retrievals;

    GetProvider(Retrievals retrievals) {
        this.retrievals = retrievals;
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) throws OperatingFailure, IOException {
        StoreOrder order = new StoreOrder(exchange.request().priority(), Optional.empty());
        retrievals.serve(exchange, (selection, job) -> {
            InstanceQueue queue = new InstanceQueue(retrievals.index(), selection.instances());
            InstanceSender sender = new InstanceSender(retrievals.source(), order);
            SendLoop loop = new SendLoop(queue, sender, job.progress(), retrievals.helpers());
            job.run(queue, List.of(() -> loop.run(exchange.association(), exchange.client())));
        });
    }
}
