package dozo.admin.server;

import dozo.admin.archive.Archive;
import dozo.admin.archive.CloseStack;
import dozo.admin.archive.Ending;
import dozo.admin.archive.Foundation;
import dozo.admin.control.ControlServer;
import dozo.admin.network.KnownAes;
import dozo.admin.network.KnownCallersOnly;
import dozo.admin.network.NetworkSettings;
import dozo.admin.operation.Operations;
import dozo.admin.operation.Serving;
import dozo.admin.operation.Workplace;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationQuota;
import dozo.core.config.DozoConfig;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.core.value.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running archive: opened, its services assembled, its control socket and then its ports listening. Stops in the reverse
 * order; associations that run get time to end. Thread-safe.
 */
public final class Server implements Serving, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Archive archive;
    private final CloseStack opened;
    private final List<Listener> listeners = new ArrayList<>();
    private final AtomicInteger aborted = new AtomicInteger();
    private boolean stopped;

    /** A port, and how it is called in reports. */
    private record Listener(DimseServer server, String name) {}

    private Server(Archive archive, CloseStack opened) {
        this.archive = archive;
        this.opened = opened;
    }

    /**
     * Starts the archive: when this returns, it serves.
     *
     * @throws OperatingFailure when it cannot; nothing is left open then
     */
    public static Server start(DozoConfig config, Clock clock) throws OperatingFailure {
        return start(config, Foundation.of(clock));
    }

    /** As {@link #start(DozoConfig, Clock)}, on this foundation. */
    public static Server start(DozoConfig config, Foundation foundation) throws OperatingFailure {
        CloseStack opened = new CloseStack();
        boolean complete = false;
        try {
            NetworkSettings network = NetworkSettings.of(config.dicom());
            Archive archive = Archive.open(config, foundation, new ProgressLog(foundation.clock()), opened);
            Server server = new Server(archive, opened);
            server.listen(network);
            archive.catchUp().start();
            complete = true;
            return server;
        } finally {
            if (!complete) {
                opened.abandon(CloseStack.deadline(config, foundation.clock()));
            }
        }
    }

    private void listen(NetworkSettings network) throws OperatingFailure {
        KnownAes known = new KnownAes(archive.config(), archive.index().applicationEntities());
        DimseServices services = new Services(archive, known, network, opened).assemble();
        opened.add(ControlServer.start(
                archive.config().control(), Operations.table(), new Workplace(archive, known, this)));
        DozoConfig config = archive.config();
        AssociationQuota quota = network.newQuota();
        if (network.plain().isPresent()) {
            listen(network.plain().get(), quota, new KnownCallersOnly(config.dicom(), known, false), services, "");
        }
        if (network.secure().isPresent()) {
            listen(
                    network.secure().get(),
                    quota,
                    new KnownCallersOnly(config.dicom(), known, true),
                    services,
                    " (TLS)");
        }
    }

    private void listen(
            AcceptorSettings settings,
            AssociationQuota quota,
            KnownCallersOnly policy,
            DimseServices services,
            String suffix)
            throws OperatingFailure {
        DozoConfig config = archive.config();
        int longOperations = config.query().maxConcurrent()
                + config.retrieve().maxConcurrent()
                + config.dicom().limits().associations();
        DimseServer server = opened.add(DimseServer.start(settings, quota, policy, services, longOperations));
        listeners.add(new Listener(server, settings.host() + ":" + server.port() + suffix));
    }

    /** What was found at the start, for the log and the terminal. */
    public StartReport report() {
        return StartReport.of(archive, listeners());
    }

    /** Whether nothing can be stored until the archive is opened anew, and that would help now. */
    boolean canOnlyBeRestarted() {
        return archive.index().canOnlyBeReopened();
    }

    @Override
    public boolean isServing() {
        return true;
    }

    @Override
    public List<String> listeners() {
        return listeners.stream().map(Listener::name).toList();
    }

    /** The port of the first listener. */
    public int port() {
        return listeners.get(0).server().port();
    }

    @Override
    public int associations() {
        return listeners.stream()
                .mapToInt(listener -> listener.server().associationCount())
                .sum();
    }

    /**
     * Stops: takes no new associations, lets running ones end for the configured time, aborts the rest, closes everything.
     * Again: does nothing.
     *
     * @throws OperatingFailure STOP_OVERDUE when something was left alone that had not ended by the deadline; all else is closed
     */
    synchronized void stop(Deadline deadline) throws OperatingFailure {
        if (stopped) {
            return;
        }
        stopped = true;
        Duration begun = deadline.left();
        List<Ending> drains = drain(begun.dividedBy(2), deadline.time());
        opened.close(deadline, drains);
        Duration took = begun.minus(deadline.left());
        LOG.info("Stopped after {} ms; {} aborted", took.toMillis(), Count.of(aborted.get(), "association"));
    }

    /** Closes all ports first, so that none takes new associations while another drains. */
    private List<Ending> drain(Duration longest, InstantSource time) {
        Duration configured = archive.config().dicom().timeOuts().drain();
        Duration limit = configured.compareTo(longest) < 0 ? configured : longest;
        LOG.info("Stopping: {} running, with {} s to end", Count.of(associations(), "association"), limit.toSeconds());
        Deadline deadline = Deadline.in(longest, time);
        List<Ending> drains = listeners.stream()
                .map(listener -> Ending.begin(
                        listener.name(),
                        () -> aborted.addAndGet(listener.server().drain(limit))))
                .toList();
        drains.forEach(drain -> drain.await(deadline.left()));
        return drains;
    }

    /** Stops within the configured time, which begins now. */
    @Override
    public void close() {
        CloseStack.logOverdue(() -> stop(CloseStack.deadline(archive.config(), archive.clock())));
    }
}
