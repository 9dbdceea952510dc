package dozo.admin.testing;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.testing.TestingAcceptance;
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
 * long the slowest took. Meanwhile it does the same with a server of its own that nobody harms, and looks how late a thread is
 * woken, so that a machine that stands still or has other work is not taken for an archive that does.
 */
public final class EchoProber implements AutoCloseable {

    private static final long PERIOD_MS = 25;
    private static final AeTitle TITLE = new AeTitle("PROBER");

    private final AssociationSettings settings =
            AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Patience.LONG));
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
    private final DimseServer unharmed;
    private final List<String> failures = new ArrayList<>();
    private int answered;
    private long slowestNanos;
    private long slowestUnharmedNanos;
    private long lastTick = System.nanoTime();
    private long stallNanos;

    private EchoProber(DimseServer unharmed) {
        this.unharmed = unharmed;
    }

    public static EchoProber start(RemoteAe archive) {
        DimseServer unharmed = serveEchoes();
        RemoteAe other = new RemoteAe(new AeTitle("UNHARMED"), "127.0.0.1", unharmed.port());
        EchoProber prober = new EchoProber(unharmed);
        prober.repeat(() -> prober.probe(archive));
        prober.repeat(() -> prober.probeUnharmed(other));
        prober.repeat(prober::tick);
        return prober;
    }

    private static DimseServer serveEchoes() {
        AcceptorSettings anyPort = AcceptorSettings.defaults("127.0.0.1", 0);
        try {
            return DimseServer.start(
                    anyPort,
                    TestingAcceptance.everything(),
                    DimseServices.builder().build(),
                    1);
        } catch (OperatingFailure e) {
            throw new IllegalStateException("no port is left to compare with", e);
        }
    }

    private void repeat(Runnable work) {
        threads.scheduleWithFixedDelay(work, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void probe(RemoteAe archive) {
        long begun = System.nanoTime();
        String failure = echo(archive);
        long nanos = System.nanoTime() - begun;
        synchronized (this) {
            answered++;
            slowestNanos = Math.max(slowestNanos, nanos);
            if (!failure.isEmpty()) {
                failures.add(failure);
            }
        }
    }

    private void probeUnharmed(RemoteAe other) {
        long begun = System.nanoTime();
        echo(other);
        long nanos = System.nanoTime() - begun;
        synchronized (this) {
            slowestUnharmedNanos = Math.max(slowestUnharmedNanos, nanos);
        }
    }

    /** What went wrong; empty when nothing did. */
    private String echo(RemoteAe remote) {
        try (Association association = AssociationRequestor.open(
                remote,
                TITLE,
                List.of(ProposedContext.of(DimseClient.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                settings)) {
            int status = new DimseClient(association).echo().status();
            return status == DimseStatus.SUCCESS ? "" : DimseStatus.toString(status);
        } catch (OperatingFailure | RuntimeException e) {
            return e.toString();
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

    /** Stops and fails unless each echo was answered within {@code limit}, what the machine itself took set aside. */
    public void requireAnsweredWithin(Duration limit) {
        close();
        synchronized (this) {
            Assertions.assertTrue(answered > 0, "no echo was asked for");
            Assertions.assertEquals(List.of(), failures, this::toString);
            long machine = Math.max(stallNanos, slowestUnharmedNanos);
            Assertions.assertTrue(slowestNanos - machine <= limit.toNanos(), this::toString);
        }
    }

    @Override
    public synchronized String toString() {
        return "%d echoes, %d not answered, the slowest %d ms, of a server unharmed %d ms; the machine stood still for %d ms"
                .formatted(
                        answered,
                        failures.size(),
                        TimeUnit.NANOSECONDS.toMillis(slowestNanos),
                        TimeUnit.NANOSECONDS.toMillis(slowestUnharmedNanos),
                        TimeUnit.NANOSECONDS.toMillis(stallNanos));
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            Assertions.assertTrue(threads.awaitTermination(Patience.SECONDS, TimeUnit.SECONDS), "an echo hangs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unharmed.close();
        }
    }
}
