package dozo.qr.testing;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.association.RemoteAe;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A storage SCP that keeps what it gets in memory, and misbehaves as a test tells it. */
public final class TestDestination implements AutoCloseable {

    public static final AeTitle TITLE = new AeTitle("DEST");

    /** One instance as it arrived. */
    public record Arrived(CommandSet command, TransferSyntax syntax, byte[] dataSet) {}

    /** Decides what becomes of an instance that has arrived whole. */
    public interface Behaviour {

        /** @return the status to answer with; empty to abort the association instead */
        Optional<Integer> onStore(Exchange exchange, int number);
    }

    private final Map<Uid, Arrived> arrived = new ConcurrentHashMap<>();
    private final List<Uid> order = new CopyOnWriteArrayList<>();
    private final AtomicInteger associations = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final DimseServer server;
    private final Behaviour behaviour;

    private TestDestination(Predicate<Uid> classes, Predicate<Uid> syntaxes, Behaviour behaviour, int limit)
            throws OperatingFailure {
        this.behaviour = behaviour;
        ContextRule rule = new ContextRule(
                offered -> offered.stream().filter(syntaxes).findFirst(), false, information -> Optional.empty());
        this.server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0).withLimits(limit, limit, limit),
                (request, peer, certificate) -> {
                    associations.incrementAndGet();
                    return ContextNegotiation.answer(
                            request, uid -> classes.test(uid) ? Optional.of(rule) : Optional.empty());
                },
                DimseServices.builder()
                        .addDefault(CommandField.C_STORE, (ServiceProvider) this::serve)
                        .build(),
                2);
    }

    /** Takes everything. */
    public static TestDestination start() throws OperatingFailure {
        return new TestDestination(uid -> true, uid -> true, (exchange, number) -> Optional.of(0), 50);
    }

    /** Takes only these transfer syntaxes. */
    public static TestDestination accepting(TransferSyntax... syntaxes) throws OperatingFailure {
        List<Uid> uids = List.of(syntaxes).stream().map(TransferSyntax::uid).toList();
        return new TestDestination(uid -> true, uids::contains, (exchange, number) -> Optional.of(0), 50);
    }

    /** Takes only these SOP classes. */
    public static TestDestination acceptingClasses(Predicate<Uid> classes) throws OperatingFailure {
        return new TestDestination(classes, uid -> true, (exchange, number) -> Optional.of(0), 50);
    }

    public static TestDestination behaving(Behaviour behaviour) throws OperatingFailure {
        return new TestDestination(uid -> true, uid -> true, behaviour, 50);
    }

    private void serve(Exchange exchange) throws IOException {
        byte[] dataSet = exchange.dataSet().readAllBytes();
        Optional<Integer> status = behaviour.onStore(exchange, count.incrementAndGet());
        if (status.isEmpty()) {
            exchange.association().abort();
            return;
        }
        if (DimseStatus.isDone(status.get())) {
            Uid instance = exchange.request().sopInstanceUid().orElseThrow();
            arrived.put(
                    instance, new Arrived(exchange.request(), exchange.context().transferSyntax(), dataSet));
            order.add(instance);
        }
        exchange.respond(exchange.request().response(status.get()));
    }

    public RemoteAe remote() {
        return new RemoteAe(TITLE, "127.0.0.1", server.port());
    }

    /** What was taken, by SOP Instance UID. */
    public Map<Uid, Arrived> arrived() {
        return arrived;
    }

    /** Every instance taken, in order, repetitions included. */
    public List<Uid> order() {
        return order;
    }

    /** How many associations were asked for. */
    public int associations() {
        return associations.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
