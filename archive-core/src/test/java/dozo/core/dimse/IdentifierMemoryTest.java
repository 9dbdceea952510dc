package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.HeaderMemory;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** INV-8: the identifiers of all requests have a common bound; who finds no room is told so and asks again later. */
class IdentifierMemoryTest {

    private static final int HELD_CHARS = 200 << 10;

    private final HeaderMemory memory = new HeaderMemory(ByteSize.ofMebibytes(1), Duration.ofMillis(50));
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private DimseFixture fixture;

    @BeforeEach
    void start() throws Exception {
        ServiceProvider reads = exchange -> {
            exchange.readIdentifier();
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        };
        ServiceProvider holds = exchange -> {
            exchange.readIdentifier();
            read.countDown();
            await(mayEnd);
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        };
        fixture = new DimseFixture(DimseServices.builder()
                .memory(memory)
                .add(CommandField.C_FIND, DimseFixture.STUDY_ROOT_GET, DimseFixture.longService(holds))
                .add(CommandField.C_FIND, DimseFixture.STUDY_ROOT_FIND, DimseFixture.longService(reads))
                .add(CommandField.C_MOVE, DimseFixture.STUDY_ROOT_MOVE, DimseFixture.longService(reads))
                .add(CommandField.N_ACTION, DimseFixture.STORAGE_COMMITMENT, reads)
                .build());
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        fixture.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Attributes identifier(int chars) {
        return new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(chars));
    }

    private static int hold(Association association) throws OperatingFailure {
        return query(association, HELD_CHARS).status();
    }

    private int find(Association association, int chars) throws Exception {
        return settled(() -> query(association, chars));
    }

    private static Response query(Association association, int chars) throws OperatingFailure {
        return new DimseClient(association)
                .find(association.contexts().get(0), identifier(chars), Priority.MEDIUM, m -> true);
    }

    private int move(Association association, int chars) throws Exception {
        PresentationContext context =
                association.contextFor(DimseFixture.STUDY_ROOT_MOVE).orElseThrow();
        return settled(() -> new DimseClient(association)
                .move(context, identifier(chars), new AeTitle("SCU"), Priority.MEDIUM, progress -> true));
    }

    private int action(Association association, int chars) throws Exception {
        PresentationContext context =
                association.contextFor(DimseFixture.STORAGE_COMMITMENT).orElseThrow();
        return settled(() -> new DimseClient(association)
                .action(context, DimseFixture.STORAGE_COMMITMENT, Instances.newUid(), 1, identifier(chars)));
    }

    /** A response comes before the memory of its request is free, and the next request waits for that no longer than 50 ms. */
    private int settled(Callable<Response> request) throws Exception {
        long before = memory.held().bytes();
        int status = request.call().status();
        Awaitility.await().until(() -> memory.held().bytes() == before);
        return status;
    }

    private Association asking() throws Exception {
        return fixture.open(
                DimseFixture.STUDY_ROOT_FIND,
                DimseFixture.STUDY_ROOT_MOVE,
                DimseFixture.STORAGE_COMMITMENT,
                DimseClient.VERIFICATION);
    }

    @Test
    void eachServiceIsOutOfResourcesWhileOtherIdentifiersHoldTheMemoryAndItsAssociationLivesOn() throws Exception {
        try (Association holding = fixture.open(DimseFixture.STUDY_ROOT_GET);
                Association asking = asking()) {
            CompletableFuture<Integer> held = CompletableFuture.supplyAsync(() -> {
                try {
                    return hold(holding);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(true, read.await(Patience.SECONDS, TimeUnit.SECONDS));
            assertEquals(true, memory.held().bytes() >= 2 * HELD_CHARS, "encoded and read");

            assertEquals(0xA700, find(asking, HELD_CHARS));
            assertEquals(0xA701, move(asking, HELD_CHARS));
            assertEquals(DimseStatus.RESOURCE_LIMITATION, action(asking, HELD_CHARS));
            assertEquals(DimseStatus.SUCCESS, new DimseClient(asking).echo().status());
            assertEquals(DimseStatus.SUCCESS, find(asking, 10), "a small one finds room");

            mayEnd.countDown();
            assertEquals(DimseStatus.SUCCESS, held.get(Patience.SECONDS, TimeUnit.SECONDS));
            Awaitility.await().until(() -> memory.held().bytes() == 0);
            assertEquals(DimseStatus.SUCCESS, find(asking, HELD_CHARS));
            assertEquals(DimseStatus.SUCCESS, move(asking, HELD_CHARS));
            assertEquals(DimseStatus.SUCCESS, action(asking, HELD_CHARS));
        }
    }

    @Test
    void everythingIsGivenBackHoweverARequestEnds() throws Exception {
        try (Association asking = asking()) {
            assertEquals(DimseStatus.SUCCESS, find(asking, 1000));
            assertEquals(DimseStatus.UNABLE_TO_PROCESS, find(asking, 600 << 10), "more than one may ever have");
            assertEquals(DimseStatus.PROCESSING_FAILURE, action(asking, 600 << 10));
            assertEquals(DimseStatus.SUCCESS, action(asking, 1000));
        }
        Awaitility.await().until(() -> memory.held().bytes() == 0);
    }
}
