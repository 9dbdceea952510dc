package dozo.admin.scu;

import dozo.admin.scu.SendPlan.Batch;
import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Response;
import dozo.core.dimse.StoreRequest;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.io.output.CountingOutputStream;

/**
 * Sends files by C-STORE over one or more associations at once, each file's data set byte for byte as it lies on disk. An
 * instance that fails never stops the rest; a lost association is opened again for what is left, unless nothing could be
 * sent over it. Used once.
 */
public final class Sender {

    /** Is told of progress from several threads. */
    @FunctionalInterface
    public interface Listener {
        void sent(long instances, long bytes);
    }

    private final Remote remote;
    private final int associations;
    private final Listener listener;
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong warnings = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final List<SendReport.Failure> failures = Collections.synchronizedList(new ArrayList<>());

    /** @param associations how many at once, at least 1 */
    public Sender(Remote remote, int associations, Listener listener) {
        this.remote = remote;
        this.associations = associations;
        this.listener = listener;
    }

    /**
     * Sends all files.
     *
     * @throws OperatingFailure when no association could be opened, or none that took anything
     */
    public SendReport send(List<InstanceFile> files) throws OperatingFailure {
        ExecutorService pool = Executors.newFixedThreadPool(associations, task -> new Thread(task, "sender"));
        try {
            for (Batch batch : SendPlan.of(files).batches()) {
                sendBatch(batch, pool);
            }
        } finally {
            pool.shutdownNow();
        }
        return new SendReport(sent.get(), warnings.get(), bytes.get(), failures);
    }

    private void sendBatch(Batch batch, ExecutorService pool) throws OperatingFailure {
        Queue<InstanceFile> queue = new ConcurrentLinkedQueue<>(batch.files());
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(associations, batch.files().size()); i++) {
            workers.add(pool.submit(() -> {
                drain(queue, batch);
                return null;
            }));
        }
        OperatingFailure failure = null;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                failure = asFailure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperatingFailure(FailureCode.INTERNAL, "Sending was interrupted.", e);
            }
        }
        if (failure != null && !queue.isEmpty()) {
            throw failure;
        }
    }

    private static OperatingFailure asFailure(ExecutionException e) {
        if (e.getCause() instanceof OperatingFailure failure) {
            return failure;
        }
        throw new IllegalStateException(e.getCause());
    }

    /** Works off the queue, with a new association whenever one that had carried something is lost. */
    private void drain(Queue<InstanceFile> queue, Batch batch) throws OperatingFailure {
        while (!queue.isEmpty()) {
            try (Association association = remote.open(batch.contexts())) {
                DimseClient client = new DimseClient(association);
                int carried = 0;
                for (InstanceFile file = queue.poll(); file != null; file = queue.poll()) {
                    try {
                        sendOne(association, client, file);
                        carried++;
                    } catch (OperatingFailure e) {
                        fail(file, "", e.getMessage());
                        if (!association.isOpen()) {
                            giveUpIfNothingCarried(carried, e);
                            break;
                        }
                    }
                }
            }
        }
    }

    private static void giveUpIfNothingCarried(int carried, OperatingFailure lost) throws OperatingFailure {
        if (carried == 0) {
            throw lost;
        }
    }

    private void sendOne(Association association, DimseClient client, InstanceFile file) throws OperatingFailure {
        Optional<PresentationContext> context = association
                .contextsFor(file.kind().sopClass())
                .stream()
                .filter(candidate ->
                        candidate.transferSyntax().equals(file.kind().syntax()))
                .findFirst();
        if (context.isEmpty()) {
            fail(file, "", "the peer does not take this SOP class in this transfer syntax");
            return;
        }
        long[] size = new long[1];
        Response response =
                client.store(context.get(), StoreRequest.of(file.kind().sopClass(), file.sopInstance()), out -> {
                    CountingOutputStream counting = new CountingOutputStream(out);
                    file.copyDataSet(counting);
                    counting.flush();
                    size[0] = counting.getByteCount();
                });
        bytes.addAndGet(size[0]);
        note(file, response);
    }

    private void note(InstanceFile file, Response response) {
        int status = response.status();
        if (status != DimseStatus.SUCCESS && !DimseStatus.isWarning(status)) {
            fail(
                    file,
                    String.format(Locale.ROOT, "%04X", status),
                    response.command().errorComment());
            return;
        }
        if (status != DimseStatus.SUCCESS) {
            warnings.incrementAndGet();
        }
        sent.incrementAndGet();
        listener.sent(handled.incrementAndGet(), bytes.get());
    }

    private void fail(InstanceFile file, String status, String reason) {
        failures.add(new SendReport.Failure(
                file.path().toString(), file.sopInstance().value(), status, reason));
        listener.sent(handled.incrementAndGet(), bytes.get());
    }
}
