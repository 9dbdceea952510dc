package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.association.Association;
import dozo.core.dataset.Attributes;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Uid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that stops while a service is in a piece of work that lasts as long as the test wants. */
class ServerStopTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PoolThreads.class);
    private final Standstill standstill = new Standstill();

    /** A request that will not be answered. */
    private interface Request {
        void send(DimseClient client, Association association) throws OperatingFailure;
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void letGo() {
        logger.detachAppender(lines);
        standstill.letGo();
    }

    /** An interrupt would close the files that the service reads, under everybody. */
    @Test
    void aLongServiceThatDoesNotEndIsLeftAlone() throws Exception {
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_FIND, DimseFixture.longService(exchange -> standstill.pass()))
                .build();

        assertLeftAlone(
                services,
                DimseFixture.STUDY_ROOT_FIND,
                (client, association) ->
                        client.find(association.contexts().get(0), new Attributes(), Priority.MEDIUM, match -> true));
    }

    @Test
    void aServiceThatDoesNotEndOnTheThreadOfItsAssociationIsLeftAlone() throws Exception {
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, exchange -> standstill.pass())
                .build();

        assertLeftAlone(
                services,
                Instances.CT,
                (client, association) -> client.store(
                        association.contexts().get(0),
                        StoreRequest.of(Instances.CT, Instances.newUid()),
                        out -> out.write(0)));
    }

    private void assertLeftAlone(DimseServices services, Uid sopClass, Request request) throws Exception {
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(sopClass)) {
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> assertThrows(
                    OperatingFailure.class, () -> request.send(new DimseClient(association), association)));
            standstill.awaitReached();

            assertEquals(1, fixture.server.drain(Duration.ZERO, Duration.ZERO));
            asked.get(Patience.SECONDS, TimeUnit.SECONDS);
            fixture.server.close();
            assertEquals(1, lines.list.size(), "it is not waited for again, nor told of");
            standstill.letGo();
            standstill.thread().join();
        }
        assertFalse(standstill.wasInterrupted());
        assertTrue(standstill.thread().isDaemon(), "it does not keep the process");
    }
}
