package dozo.admin.testing;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/**
 * A client that has nothing to do with what goes on: again and again it connects, asks for an echo and releases, and keeps how
 * long the slowest took. A second thread only looks how late it is woken, so that a machine that stands still is not taken for a
 * server that does.
 */
public final class EchoProber implements AutoCloseable {

    private static final long PERIOD_MS = 25;
    private static final AeTitle TITLE = new AeTitle("PROBER");

    private final RemoteAe archive;
    private final AssociationSettings settings =
            AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Duration.ofSeconds(10)));
    private final ScheduledExecutorService echoes = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private final List<String> failures = new ArrayList<>();
    private int answered;
    private long slowestNanos;
    private long lastTick = System.nanoTime();
    private long stallNanos;

    private EchoProber(RemoteAe archive) {
        this.archive = archive;
    }

    public static EchoProber start(RemoteAe archive) {
        EchoProber prober = new EchoProber(archive);
        prober.echoes.scheduleWithFixedDelay(prober::probe, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
        prober.ticks.scheduleWithFixedDelay(prober::tick, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
        return prober;
    }

    private void probe() {
        long begun = System.nanoTime();
        String failure = "";
        try (Association association = AssociationRequestor.open(
                archive,
                TITLE,
                List.of(ProposedContext.of(DimseClient.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                settings)) {
            int status = new DimseClient(association).echo().status();
            failure = status == DimseStatus.SUCCESS ? "" : DimseStatus.toString(status);
        } catch (OperatingFailure | RuntimeException e) {
            failure = e.toString();
        }
        note(System.nanoTime() - begun, failure);
    }

    private synchronized void note(long nanos, String failure) {
        answered++;
        slowestNanos = Math.max(slowestNanos, nanos);
        if (!failure.isEmpty()) {
            failures.add(failure);
        }
    }

    private synchronized void tick() {
        long now = System.nanoTime();
        stallNanos = Math.max(stallNanos, now - lastTick - TimeUnit.MILLISECONDS.toNanos(PERIOD_MS));
        lastTick = now;
    }

    /** How many echoes there were. */
    public synchronized int count() {
        return answered;
    }

    /** Stops and fails unless each echo was answered within {@code limit}, what the machine itself stood still set aside. */
    public void requireAnsweredWithin(Duration limit) {
        close();
        synchronized (this) {
            Assertions.assertTrue(answered > 0, "no echo was asked for");
            Assertions.assertEquals(List.of(), failures, this::toString);
            Assertions.assertTrue(slowestNanos - stallNanos <= limit.toNanos(), this::toString);
        }
    }

    @Override
    public synchronized String toString() {
        return "%d echoes, %d not answered, the slowest %d ms; the machine stood still for up to %d ms"
                .formatted(
                        answered,
                        failures.size(),
                        TimeUnit.NANOSECONDS.toMillis(slowestNanos),
                        TimeUnit.NANOSECONDS.toMillis(stallNanos));
    }

    @Override
    public void close() {
        echoes.shutdown();
        ticks.shutdown();
        try {
            Assertions.assertTrue(echoes.awaitTermination(Patience.SECONDS, TimeUnit.SECONDS), "an echo hangs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
