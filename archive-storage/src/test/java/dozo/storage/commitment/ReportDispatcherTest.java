package dozo.storage.commitment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Standstill;
import dozo.core.value.AeTitle;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.index.control.CommitmentTransaction;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.integrity.SafekeepingCheck;
import dozo.storage.testing.MemoryCommitments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the dispatcher makes of a table that fails, and of being closed while something stands as long as a test wants. */
class ReportDispatcherTest {

    private static final AeTitle MODALITY = new AeTitle("MODALITY");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MemoryCommitments table = spy(new MemoryCommitments());
    private final ArchiveIndex index = mock(ArchiveIndex.class);
    private final List<AeTitle> reportedTo = new CopyOnWriteArrayList<>();
    private final Standstill standstill = new Standstill();

    /** An interrupt would close the file of an embedded database under everybody. */
    @Test
    void closingWaitsForWhoReadsTheTableAndDoesNotInterruptIt() throws Exception {
        doAnswer(call -> {
                    standstill.pass();
                    return call.callRealMethod();
                })
                .when(table)
                .due(any(), anyInt());
        ReportDispatcher dispatcher = dispatcher(Duration.ofHours(1));
        dispatcher.wake();
        standstill.awaitReached();

        Thread closing = new Thread(dispatcher::close);
        closing.start();
        await().until(() -> standstill.wasInterrupted() || closing.getState() == Thread.State.TIMED_WAITING);
        standstill.letGo();
        closing.join();

        assertFalse(standstill.wasInterrupted());
    }

    /** An interrupt would close the file that is being tested, and a good copy would pass for a bad one. */
    @Test
    void whatClosingDoesNotWaitForIsNotInterruptedAndReportedToNobody() throws Exception {
        when(index.instances(any())).thenAnswer(call -> {
            standstill.pass();
            return emptyStream();
        });
        table.add(transaction());
        ReportDispatcher dispatcher = dispatcher(Duration.ZERO);
        dispatcher.wake();
        standstill.awaitReached();

        dispatcher.close();
        standstill.letGo();
        standstill.thread().join();

        assertFalse(standstill.wasInterrupted());
        assertEquals(List.of(), reportedTo);
        assertEquals(
                List.of(0),
                table.due(NOON, 2).stream().map(CommitmentTransaction::attempts).toList());
        assertTrue(standstill.thread().isDaemon(), "it does not keep the process");
    }

    /** Nothing else wakes it: the request is answered, and no other comes. */
    @ParameterizedTest
    @MethodSource("failures")
    void looksAgainForWhatIsDueWhenTheTableCouldNotBeRead(Exception failure) throws Exception {
        doThrow(failure).doCallRealMethod().when(table).due(any(), anyInt());
        reportsTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reportsAgainWhenTheTableCouldNotBeWritten(Exception failure) throws Exception {
        doThrow(failure).doCallRealMethod().when(table).postpone(any(), any(), any());
        reportsTo(2);
    }

    static List<Exception> failures() {
        return List.of(
                new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "the database is away"),
                new IllegalStateException("a fault of the program"));
    }

    /** Tries to report so often. */
    private void reportsTo(int attempts) throws Exception {
        when(index.instances(any())).thenAnswer(call -> emptyStream());
        table.add(transaction());
        try (ReportDispatcher dispatcher = dispatcher(Duration.ofHours(1))) {
            dispatcher.wake();
            await().until(() -> reportedTo.size() == attempts);
        }
    }

    private static CommitmentTransaction transaction() {
        return new CommitmentTransaction(
                Instances.newUid(),
                MODALITY,
                NOON,
                List.of(new CommitmentReference(Instances.CT, Instances.newUid())),
                0,
                NOON);
    }

    private static InstanceStream emptyStream() throws Exception {
        InstanceStream stream = mock(InstanceStream.class);
        when(stream.next()).thenReturn(Optional.empty());
        return stream;
    }

    private ReportDispatcher dispatcher(Duration drainLimit) {
        CommitmentSettings settings = new CommitmentSettings(
                new AeTitle("DOZO"),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofDays(1),
                Duration.ZERO,
                10,
                10,
                1,
                drainLimit);
        InstantSource noon = InstantSource.fixed(NOON);
        ReportRun run = new ReportRun(
                settings,
                table,
                new ReferenceCheck(index, mock(SafekeepingCheck.class)),
                new ReportSender(settings.aeTitle(), AssociationSettings.defaults()),
                this::address,
                noon,
                new ReportCounters());
        return new ReportDispatcher(settings, table, run, noon);
    }

    private Optional<RemoteAe> address(AeTitle requester) {
        reportedTo.add(requester);
        return Optional.empty();
    }
}
