package dozo.qr.retrieve;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.config.RetrieveConfig;
import dozo.core.dimse.DimseClient;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the senders of a C-MOVE: keeps an association to the destination and sends what the queue holds. A lost connection is
 * made again after a pause that doubles each time, and only what was not confirmed is sent again. An instance on which the
 * connection is lost again and again fails; a destination that answers for nothing any more is given up.
 */
final class DestinationWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationWorker.class);

    /** So many instances in a row on which the connection was lost mean that the destination is at fault, not they. */
    private static final int LOST_IN_A_ROW_MAX = 5;

    /** Where and how a C-MOVE sends. */
    record Target(RemoteAe destination, AeTitle calling, AssociationSettings settings) {}

    private final Target target;
    private final List<ProposedContext> contexts;
    private final RetrieveConfig config;
    private final InstanceQueue queue;
    private final SendLoop loop;
    private final RetrieveProgress progress;
    private final OpenLinks links;
    private int fruitless;
    private int lostInARow;

    DestinationWorker(
            Target target,
            List<ProposedContext> contexts,
            RetrieveConfig config,
            InstanceQueue queue,
            InstanceSender sender,
            RetrieveProgress progress,
            OpenLinks links,
            Helpers helpers) {
        this.target = target;
        this.contexts = contexts;
        this.config = config;
        this.queue = queue;
        this.loop = new SendLoop(queue, sender, progress, helpers);
        this.progress = progress;
        this.links = links;
    }

    /** Returns when the queue is empty, the retrieval cancelled, or the destination given up. */
    void run() {
        while (!progress.isCancelled() && queue.size() > 0 && !isGivenUp()) {
            if (fruitless == 0 || progress.pause(backOff())) {
                connectAndSend();
            }
        }
    }

    private boolean isGivenUp() {
        return fruitless > config.retries() || lostInARow >= LOST_IN_A_ROW_MAX;
    }

    private Duration backOff() {
        return config.retryDelay().multipliedBy(1L << Math.min(fruitless - 1, 20));
    }

    private void connectAndSend() {
        try (Association association =
                AssociationRequestor.open(target.destination(), target.calling(), contexts, target.settings())) {
            links.add(association);
            try {
                settle(loop.run(association, new DimseClient(association)));
            } finally {
                links.remove(association);
            }
        } catch (OperatingFailure e) {
            fruitless++;
            LOG.warn("DOZO-{} no association to {}: {}", e.code().number(), target.destination(), e.getMessage());
        }
    }

    private void settle(SendLoop.End end) {
        fruitless = end.answered() ? 0 : fruitless + 1;
        if (end.answered()) {
            lostInARow = 0;
        }
        if (end.unconfirmed().isEmpty() || progress.isCancelled()) {
            return;
        }
        fruitless = Math.max(fruitless, 1);
        QueuedInstance instance = end.unconfirmed().get().afterLoss();
        if (instance.losses() > (lostInARow == 0 ? config.retries() : 0)) {
            progress.record(instance.sopInstanceUid(), SendOutcome.FAILED);
            lostInARow++;
            fruitless = 1;
        } else {
            queue.giveBack(instance);
        }
    }
}
