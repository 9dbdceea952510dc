package dozo.qr.retrieve;

import dozo.core.association.Association;
import dozo.core.dimse.DimseClient;
import dozo.core.failure.OperatingFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a queue holds over one association, until either comes to its end. */
final class SendLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SendLoop.class);

    private final InstanceQueue queue;
    private final InstanceSender sender;
    private final RetrieveProgress progress;
    private final Helpers helpers;

    /** @param helpers prepare what is sent next */
    SendLoop(InstanceQueue queue, InstanceSender sender, RetrieveProgress progress, Helpers helpers) {
        this.queue = queue;
        this.sender = sender;
        this.progress = progress;
        this.helpers = helpers;
    }

    /**
     * How it ended.
     *
     * @param answered whether the destination has answered for at least one instance
     * @param unconfirmed the instance on its way when the association was lost; empty when none was
     */
    record End(boolean answered, Optional<QueuedInstance> unconfirmed) {}

    /** Returns when nothing waits any more, the retrieval is cancelled, or the association is lost. */
    End run(Association association, DimseClient client) {
        boolean answered = false;
        try (Lookahead ahead = new Lookahead(queue, instance -> sender.prepare(instance, association), helpers)) {
            while (!progress.isCancelled() && association.isOpen()) {
                Optional<Upcoming> next = ahead.next();
                if (next.isEmpty()) {
                    break;
                }
                QueuedInstance instance = next.get().instance();
                try {
                    progress.record(instance.sopInstanceUid(), send(next.get(), client));
                    answered = true;
                } catch (OperatingFailure e) {
                    LOG.warn(
                            "DOZO-{} instance {} was not confirmed: {}",
                            e.code().number(),
                            instance.sopInstanceUid(),
                            e.getMessage());
                    return new End(answered, Optional.of(instance));
                }
            }
        }
        return new End(answered, Optional.empty());
    }

    /** A bug that one instance brings to light is that instance's failure, not the end of the retrieval. */
    private SendOutcome send(Upcoming next, DimseClient client) throws OperatingFailure {
        Optional<Prepared> prepared = next.await();
        if (prepared.isEmpty()) {
            return SendOutcome.FAILED;
        }
        try (Prepared ready = prepared.get()) {
            return sender.send(ready, client);
        } catch (RuntimeException e) {
            LOG.error(
                    "instance {} could not be sent because of a defect of this program",
                    next.instance().sopInstanceUid(),
                    e);
            return SendOutcome.FAILED;
        }
    }
}
