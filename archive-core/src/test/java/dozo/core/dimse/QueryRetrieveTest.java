package dozo.core.dimse;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.Association;
import dozo.core.association.AssociationSettings;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.association.TimeOuts;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryRetrieveTest {

    private static Attributes identifier(String level) {
        return new Attributes().put(Tag.QueryRetrieveLevel, Vr.CS, level);
    }

    private static DimseServices serving(CommandField field, ServiceProvider provider) {
        return DimseServices.builder()
                .addDefault(field, DimseFixture.longService(provider))
                .build();
    }

    @Test
    void deliversEachMatchInOrderAndTheFinalResponse() throws Exception {
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            assertEquals(
                    "STUDY",
                    exchange.readIdentifier().string(Tag.QueryRetrieveLevel).orElseThrow());
            for (int i = 0; i < 500; i++) {
                exchange.respond(
                        exchange.request().response(DimseStatus.PENDING),
                        new Attributes().put(Tag.StudyID, Vr.SH, Integer.toString(i)));
            }
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        });
        List<String> ids = studyIdsFrom(services);
        assertEquals(500, ids.size());
        assertEquals("499", ids.get(499));
    }

    @Test
    void answersThatWaitForTheNextOneArriveInOrderBeforeTheFinalResponse() throws Exception {
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            for (int i = 0; i < 500; i++) {
                exchange.respondWithNext(
                        exchange.request().response(DimseStatus.PENDING),
                        new Attributes().put(Tag.StudyID, Vr.SH, Integer.toString(i)));
            }
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        });
        assertEquals(IntStream.range(0, 500).mapToObj(Integer::toString).toList(), studyIdsFrom(services));
    }

    /** Of all matches to a query that ends with success, in the order in which they came. */
    private static List<String> studyIdsFrom(DimseServices services) throws Exception {
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            List<String> ids = new ArrayList<>();
            Response last = new DimseClient(association)
                    .find(association.contexts().get(0), identifier("STUDY"), Priority.MEDIUM, match -> {
                        ids.add(match.dataSet()
                                .orElseThrow()
                                .string(Tag.StudyID)
                                .orElseThrow());
                        return true;
                    });
            assertEquals(DimseStatus.SUCCESS, last.status());
            return ids;
        }
    }

    @Test
    void aFlushSendsTheAnswersThatWait() throws Exception {
        CountDownLatch seen = new CountDownLatch(2);
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            for (int i = 0; i < 2; i++) {
                exchange.respondWithNext(
                        exchange.request().response(DimseStatus.PENDING),
                        new Attributes().putEmpty(Tag.StudyID, Vr.SH));
            }
            exchange.flush();
            await().until(() -> seen.getCount() == 0);
            exchange.flush();
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        });
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            Response last = new DimseClient(association)
                    .find(association.contexts().get(0), identifier("STUDY"), Priority.MEDIUM, match -> {
                        seen.countDown();
                        return true;
                    });
            assertEquals(DimseStatus.SUCCESS, last.status());
        }
    }

    @Test
    void aCancelReachesTheProviderWhileItAnswers() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            while (!exchange.isCancelled()) {
                exchange.respond(
                        exchange.request().response(DimseStatus.PENDING),
                        new Attributes().put(Tag.StudyID, Vr.SH, Integer.toString(sent.incrementAndGet())));
            }
            exchange.respond(exchange.request().response(DimseStatus.CANCEL));
        });
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            DimseClient client = new DimseClient(association);
            Response last =
                    client.find(association.contexts().get(0), identifier("STUDY"), Priority.LOW, match -> false);
            assertEquals(DimseStatus.CANCEL, last.status());
            assertTrue(association.isOpen());
        }
    }

    @Test
    void reportsTheProgressOfAMove() throws Exception {
        DimseServices services = serving(CommandField.C_MOVE, exchange -> {
            assertEquals(
                    new AeTitle("DEST"), exchange.request().moveDestination().orElseThrow());
            exchange.respond(exchange.request()
                    .response(DimseStatus.PENDING)
                    .withSubOperations(new SubOperations(1, 1, 0, 0), true));
            Attributes failed = new Attributes().put(Tag.FailedSOPInstanceUIDList, Vr.UI, "1.2.3");
            exchange.respond(
                    exchange.request()
                            .response(DimseStatus.WARNING_SUBOPERATIONS)
                            .withSubOperations(new SubOperations(0, 1, 1, 0), false),
                    failed);
        });
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_MOVE)) {
            List<SubOperations> progress = new ArrayList<>();
            Response last = new DimseClient(association)
                    .move(
                            association.contexts().get(0),
                            identifier("STUDY"),
                            new AeTitle("DEST"),
                            Priority.MEDIUM,
                            pending -> progress.add(pending.command().subOperations()));
            assertEquals(List.of(new SubOperations(1, 1, 0, 0)), progress);
            assertEquals(DimseStatus.WARNING_SUBOPERATIONS, last.status());
            assertEquals(
                    "1.2.3",
                    last.dataSet()
                            .orElseThrow()
                            .string(Tag.FailedSOPInstanceUIDList)
                            .orElseThrow());
        }
    }

    @Test
    void getsInstancesOverTheSameAssociation() throws Exception {
        byte[] data = new byte[300_000];
        data[299_999] = 7;
        List<Uid> instances = List.of(Instances.newUid(), Instances.newUid(), Instances.newUid());
        DimseServices services = serving(CommandField.C_GET, exchange -> {
            PresentationContext context =
                    exchange.association().contextFor(Instances.CT).orElseThrow();
            int completed = 0;
            for (Uid instance : instances) {
                Response stored = exchange.client()
                        .store(context, StoreRequest.of(Instances.CT, instance), out -> out.write(data));
                completed += stored.status() == DimseStatus.SUCCESS ? 1 : 0;
                exchange.respond(exchange.request()
                        .response(DimseStatus.PENDING)
                        .withSubOperations(new SubOperations(3 - completed, completed, 0, 0), true));
            }
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        });
        StoredMessages receiver = new StoredMessages();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(List.of(
                        ProposedContext.of(DimseFixture.STUDY_ROOT_GET, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                        ProposedContext.of(Instances.CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                                .asScp()))) {
            List<Integer> completed = new ArrayList<>();
            Response last = new DimseClient(association)
                    .get(
                            association.contextFor(DimseFixture.STUDY_ROOT_GET).orElseThrow(),
                            identifier("STUDY"),
                            Priority.MEDIUM,
                            receiver,
                            pending -> completed.add(
                                    pending.command().subOperations().completed()));
            assertEquals(DimseStatus.SUCCESS, last.status());
            assertEquals(List.of(1, 2, 3), completed);
        }
        assertEquals(3, receiver.stored().size());
        instances.forEach(uid -> assertArrayEquals(data, receiver.stored().get(uid)));
    }

    @Test
    void aProviderSeesItsRequestCancelledWhenTheAssociationEnds() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean sawTheEnd = new AtomicBoolean();
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            began.countDown();
            await().until(exchange::isCancelled);
            sawTheEnd.set(true);
            throw new IOException("nobody to answer");
        });
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            DimseClient client = new DimseClient(association);
            CompletableFuture<OperatingFailure> finding = CompletableFuture.supplyAsync(() -> assertThrows(
                    OperatingFailure.class,
                    () -> client.find(
                            association.contexts().get(0), identifier("STUDY"), Priority.MEDIUM, match -> true)));
            assertTrue(began.await(Patience.SECONDS, SECONDS));
            association.abort();
            assertEquals(
                    FailureCode.ASSOCIATION_ABORTED,
                    finding.get(Patience.SECONDS, SECONDS).code());
            await().untilTrue(sawTheEnd);
        }
    }

    @Test
    void moreLongOperationsThanThePoolHasAreRefusedAsBusyAndTheOthersGoOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            await().until(() -> release.getCount() == 0);
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        });
        List<CompletableFuture<Integer>> findings = new ArrayList<>();
        List<Association> associations = new ArrayList<>();
        try (DimseFixture fixture = new DimseFixture(services)) {
            for (int i = 0; i < 3; i++) {
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND);
                associations.add(association);
                findings.add(CompletableFuture.supplyAsync(() -> status(association)));
            }
            await().until(() ->
                    findings.stream().filter(CompletableFuture::isDone).count() == 1);
            release.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<Integer> finding : findings) {
                statuses.add(finding.get(Patience.SECONDS, SECONDS));
            }
            statuses.sort(null);
            assertEquals(List.of(DimseStatus.SUCCESS, DimseStatus.SUCCESS, DimseStatus.OUT_OF_RESOURCES), statuses);
            associations.forEach(Association::close);
        }
    }

    private static int status(Association association) {
        try {
            return new DimseClient(association)
                    .find(association.contexts().get(0), identifier("STUDY"), Priority.MEDIUM, match -> true)
                    .status();
        } catch (OperatingFailure e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aResponseThatDoesNotComeInTimeAbortsTheAssociation() throws Exception {
        DimseServices services = serving(CommandField.C_FIND, exchange -> {
            await().until(exchange::isCancelled);
            throw new IOException("nobody to answer");
        });
        AssociationSettings impatient =
                AssociationSettings.defaults().withTimeOuts(TimeOuts.defaults().withResponse(Duration.ofMillis(200)));
        try (DimseFixture fixture = new DimseFixture(services, impatient);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            OperatingFailure failure = assertThrows(OperatingFailure.class, () -> new DimseClient(association)
                    .find(association.contexts().get(0), identifier("STUDY"), Priority.MEDIUM, match -> true));
            assertEquals(FailureCode.PEER_TIMED_OUT, failure.code());
            assertTrue(!association.isOpen());
        }
    }

    @Test
    void carriesActionsOneWayAndEventReportsTheOther() throws Exception {
        Uid transaction = new Uid("1.2.840.10008.1.20.1.1");
        List<Integer> events = new ArrayList<>();
        CompletableFuture<Association> acted = new CompletableFuture<>();
        DimseServices scp = DimseServices.builder()
                .add(CommandField.N_ACTION, DimseFixture.STORAGE_COMMITMENT, exchange -> {
                    assertEquals(1, exchange.request().actionTypeId());
                    exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
                    acted.complete(exchange.association());
                })
                .build();
        DimseServices scu = DimseServices.builder()
                .add(CommandField.N_EVENT_REPORT, DimseFixture.STORAGE_COMMITMENT, exchange -> {
                    events.add(exchange.request().eventTypeId());
                    exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
                })
                .build();
        try (DimseFixture fixture = new DimseFixture(scp);
                Association association = fixture.open(DimseFixture.STORAGE_COMMITMENT)) {
            Attributes information = new Attributes().put(Tag.TransactionUID, Instances.newUid());
            PresentationContext context = association.contexts().get(0);
            Response action = new DimseClient(association, scu)
                    .action(context, DimseFixture.STORAGE_COMMITMENT, transaction, 1, information);
            assertEquals(DimseStatus.SUCCESS, action.status());
            Association other = acted.get(Patience.SECONDS, SECONDS);
            Response report = new DimseClient(other)
                    .eventReport(other.contexts().get(0), DimseFixture.STORAGE_COMMITMENT, transaction, 2, information);
            assertEquals(DimseStatus.SUCCESS, report.status());
            assertEquals(List.of(2), events);
        }
    }
}
