package dozo.qr.retrieve;

import dozo.core.association.AeDirectory;
import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.MoveOriginator;
import dozo.core.dimse.ServiceProvider;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The C-MOVE SCP (PS3.4 section C.4.2). Thread-safe. */
final class MoveProvider implements ServiceProvider {

    /** Below so many instances for each of them, a further association would cost more than it brings. */
    private static final int INSTANCES_PER_ASSOCIATION_MIN = 8;

    private final Retrievals retrievals;
    private final AeDirectory destinations;
    private final AssociationSettings settings;

    MoveProvider(Retrievals retrievals, AeDirectory destinations, AssociationSettings settings) {
        this.retrievals = retrievals;
        this.destinations = destinations;
        this.settings = settings;
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) throws OperatingFailure, IOException {
        Optional<RemoteAe> destination = destination(exchange);
        if (destination.isEmpty()) {
            new RetrieveAnswers(exchange)
                    .refuse(DimseStatus.MOVE_DESTINATION_UNKNOWN, "the move destination is not configured");
            return;
        }
        DestinationWorker.Target target = new DestinationWorker.Target(
                destination.get(), exchange.association().calledAeTitle(), settings);
        StoreOrder order = new StoreOrder(
                exchange.request().priority(),
                Optional.of(new MoveOriginator(
                        exchange.association().callingAeTitle(),
                        exchange.request().messageId())));
        retrievals.serve(exchange, (selection, job) -> move(selection, job, target, order));
    }

    private Optional<RemoteAe> destination(Exchange exchange) throws OperatingFailure {
        Optional<AeTitle> title = exchange.request().moveDestination();
        return title.isEmpty() ? Optional.empty() : destinations.find(title.get());
    }

    private void move(Selection selection, RetrieveJob job, DestinationWorker.Target target, StoreOrder order) {
        InstanceSender sender = new InstanceSender(retrievals.source(), order);
        for (TransferBatch batch : TransferPlan.of(selection.kinds(), Conversions::offered)) {
            InstanceQueue queue = new InstanceQueue(retrievals.index(), selection.of(batch.kinds()));
            Runnable worker = () -> new DestinationWorker(
                            target,
                            batch.contexts(),
                            retrievals.config(),
                            queue,
                            sender,
                            job.progress(),
                            job.links(),
                            retrievals.helpers())
                    .run();
            List<Runnable> workers = IntStream.range(0, associations(queue.size()))
                    .mapToObj(number -> worker)
                    .toList();
            job.run(queue, workers);
        }
    }

    private int associations(int instances) {
        int useful = (instances + INSTANCES_PER_ASSOCIATION_MIN - 1) / INSTANCES_PER_ASSOCIATION_MIN;
        return Math.min(retrievals.config().associationsPerDestination(), useful);
    }
}
