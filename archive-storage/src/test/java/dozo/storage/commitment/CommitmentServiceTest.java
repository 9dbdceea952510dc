package dozo.storage.commitment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.Ports;
import dozo.core.testing.Standstill;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.index.control.CommitmentTransaction;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Reconciler;
import dozo.storage.integrity.Repairer;
import dozo.storage.integrity.ReplaySettings;
import dozo.storage.integrity.SafekeepingCheck;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.CommitmentScu;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.ObjectDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service on real sockets and real files: from N-ACTION to N-EVENT-REPORT (PS3.4 Annex J). */
class CommitmentServiceTest {

    private static final AeTitle MODALITY = new AeTitle("MODALITY");
    private static final Duration RETRY = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private final Map<AeTitle, RemoteAe> peers = new ConcurrentHashMap<>();
    private final CommitmentScu scu = new CommitmentScu(MODALITY);
    private JournaledStore files;
    private MemoryIndex index;
    private CommitmentService service;
    private DimseServer server;
    private RemoteAe archive;

    /** Where a repair is held; null while none is. */
    private volatile Standstill repairStands;

    @BeforeEach
    void openArchive() throws Exception {
        files = JournaledStore.mirrored(directory);
        index = new MemoryIndex(files.epoch());
        start(settings(Patience.LONG, Duration.ofHours(1)), Clock.systemUTC());
    }

    @AfterEach
    void closeArchive() {
        scu.close();
        stop();
        files.close();
    }

    @Test
    void commitsOnTheSameAssociationWhileThePeerWaitsThere() throws Exception {
        StoredObject object = put();
        Uid transaction = Instances.newUid();
        try (CommitmentScu.Session session = scu.open(archive)) {
            assertEquals(DimseStatus.SUCCESS, session.request(transaction, List.of(reference(object))));
            await().until(() -> !scu.reports().isEmpty());
        }
        CommitmentScu.Report report = scu.reports().get(0);
        assertEquals(transaction, report.transactionUid());
        assertEquals(1, report.eventType());
        assertTrue(report.sameAssociation());
        assertEquals(Optional.of("DOZO"), report.retrieveAeTitle());
        assertEquals(List.of(reference(object)), report.committed());
        assertTrue(report.failed().isEmpty());
        awaitNothingOpen();
        assertEquals(1, service.status().delivered());
    }

    @Test
    void reportsOnANewAssociationWhenThePeerHasReleased() throws Exception {
        peers.put(MODALITY, scu.listen(0));
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        StoredObject object = put();

        assertEquals(DimseStatus.SUCCESS, scu.request(archive, Instances.newUid(), List.of(reference(object))));

        await().until(() -> !scu.reports().isEmpty());
        assertFalse(scu.reports().get(0).sameAssociation());
        assertEquals(List.of(reference(object)), scu.reports().get(0).committed());
        awaitNothingOpen();
    }

    @Test
    void tellsEachInstanceThatItCannotAnswerForWithItsReason() throws Exception {
        StoredObject good = put();
        StoredObject otherClass = put();
        StoredObject lost = put();
        Uid unknown = Instances.newUid();
        JournaledStore.flipBit(files.file(lost, "primary"));
        JournaledStore.flipBit(files.file(lost, "mirror"));
        List<CommitmentReference> references = List.of(
                reference(good),
                new CommitmentReference(Instances.MR, otherClass.sopInstanceUid()),
                reference(lost),
                new CommitmentReference(Instances.CT, unknown));

        CommitmentScu.Report report = ask(references);

        assertEquals(2, report.eventType());
        assertEquals(List.of(reference(good)), report.committed());
        assertEquals(
                Map.of(otherClass.sopInstanceUid(), 0x0119, lost.sopInstanceUid(), 0x0110, unknown, 0x0112),
                report.failed());
    }

    @Test
    void repairsACopyBeforeItSaysYes() throws Exception {
        StoredObject object = put();
        Files.delete(files.file(object, "mirror"));

        CommitmentScu.Report report = ask(List.of(reference(object)));

        assertEquals(1, report.eventType());
        assertEquals(3, index.rows().get(0).locations().size());
    }

    @Test
    void saysResourceLimitationWhileTheMirrorIsAway() throws Exception {
        StoredObject object = put();
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        assertEquals(
                Map.of(object.sopInstanceUid(), 0x0213),
                ask(List.of(reference(object))).failed());

        Files.move(directory.resolve("unmounted"), files.volume("mirror"));
        assertEquals(List.of(reference(object)), ask(List.of(reference(object))).committed());
    }

    @Test
    void deliversAfterARestartWhatWasAskedBefore() throws Exception {
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        StoredObject object = put();
        Uid transaction = Instances.newUid();
        assertEquals(DimseStatus.SUCCESS, scu.request(archive, transaction, List.of(reference(object))));
        stop();
        assertTrue(scu.reports().isEmpty());

        peers.put(MODALITY, scu.listen(0));
        start(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());

        await().until(() -> !scu.reports().isEmpty());
        assertEquals(transaction, scu.reports().get(0).transactionUid());
        awaitNothingOpen();
    }

    @Test
    void triesAgainUntilAnUnreachablePeerIsThere() throws Exception {
        int port = Ports.free();
        peers.put(MODALITY, new RemoteAe(MODALITY, "127.0.0.1", port));
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        StoredObject object = put();
        List<Uid> transactions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            transactions.add(Instances.newUid());
            scu.request(archive, transactions.get(i), List.of(reference(object)));
        }
        await().until(() -> service.status().failedAttempts() >= 15);
        assertTrue(scu.reports().isEmpty());

        scu.listen(port);

        awaitNothingOpen();
        assertEquals(10, service.status().delivered());
        assertEquals(
                transactions.stream().sorted().toList(),
                scu.reports().stream()
                        .map(CommitmentScu.Report::transactionUid)
                        .sorted()
                        .toList(),
                "each exactly once");
    }

    @ParameterizedTest
    @ValueSource(ints = {DimseStatus.PROCESSING_FAILURE, DimseStatus.NO_SUCH_SOP_INSTANCE, 0xA700})
    void triesAgainWhenThePeerRefusesTheReport(int status) throws Exception {
        scu.answerWith(status);
        peers.put(MODALITY, scu.listen(0));
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        scu.request(archive, Instances.newUid(), List.of(reference(put())));
        await().until(() -> scu.reports().size() >= 2);

        scu.answerWith(DimseStatus.SUCCESS);

        awaitNothingOpen();
        assertEquals(1, service.status().delivered());
    }

    /** What it took in is not told to it again. */
    @Test
    void repeatsOnlyTheReportThatThePeerRefusedOfSeveralOnOneAssociation() throws Exception {
        stop();
        CommitmentTransaction taken = transaction();
        CommitmentTransaction refused = transaction();
        index.commitments().add(taken);
        index.commitments().add(refused);
        scu.beforeAnswer(
                () -> scu.answerWith(scu.reports().size() == 2 ? DimseStatus.PROCESSING_FAILURE : DimseStatus.SUCCESS));
        peers.put(MODALITY, scu.listen(0));
        start(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());

        awaitNothingOpen();
        List<Uid> told =
                scu.reports().stream().map(CommitmentScu.Report::transactionUid).toList();
        assertEquals(3, told.size());
        assertNotEquals(told.get(0), told.get(1));
        assertEquals(told.get(1), told.get(2));
    }

    private static CommitmentTransaction transaction() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<CommitmentReference> unknown = List.of(new CommitmentReference(Instances.CT, Instances.newUid()));
        return new CommitmentTransaction(Instances.newUid(), MODALITY, now, unknown, 0, now);
    }

    /** Testing takes as long as it takes; the peer need not wait for it. */
    @Test
    void reportsOnANewAssociationWhenThePeerReleasesWhileItsInstancesAreTested() throws Exception {
        peers.put(MODALITY, scu.listen(0));
        StoredObject object = put();
        Files.delete(files.file(object, "mirror"));
        repairStands = new Standstill();
        try (CommitmentScu.Session session = scu.open(archive)) {
            assertEquals(DimseStatus.SUCCESS, session.request(Instances.newUid(), List.of(reference(object))));
            repairStands.awaitReached();
        }
        await().until(() -> server.associationCount() == 0);
        repairStands.letGo();

        await().until(() -> !scu.reports().isEmpty());
        assertFalse(scu.reports().get(0).sameAssociation());
        awaitNothingOpen();
        assertEquals(1, service.status().delivered());
    }

    @Test
    void putsTheReportOffWhenThePeerTakesAssociationsButNoReports() throws Exception {
        try (DimseServer deaf = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0),
                TestingAcceptance.only(Instances.CT),
                DimseServices.builder().build(),
                1)) {
            peers.put(MODALITY, new RemoteAe(MODALITY, "127.0.0.1", deaf.port()));
            restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
            scu.request(archive, Instances.newUid(), List.of(reference(put())));
            await().until(() -> service.status().failedAttempts() >= 2);
        }
        peers.put(MODALITY, scu.listen(0));
        awaitNothingOpen();
        assertEquals(1, service.status().delivered());
    }

    @Test
    void doesNotLetAPeerThatIsAwayHoldUpTheOthers() throws Exception {
        AeTitle away = new AeTitle("AWAY");
        peers.put(away, new RemoteAe(away, "127.0.0.1", Ports.free()));
        peers.put(MODALITY, scu.listen(0));
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        StoredObject object = put();
        try (CommitmentScu other = new CommitmentScu(away)) {
            for (int i = 0; i < 30; i++) {
                other.request(archive, Instances.newUid(), List.of(reference(object)));
            }
        }
        scu.request(archive, Instances.newUid(), List.of(reference(object)));
        await().until(() -> !scu.reports().isEmpty());
        assertEquals(30, service.status().open());
    }

    @Test
    void givesUpAReportThatIsTooOldAndSaysSo() throws Exception {
        restart(settings(Duration.ZERO, RETRY.multipliedBy(10)), Clock.systemUTC());
        scu.request(archive, Instances.newUid(), List.of(reference(put())));

        await().until(() -> service.status().abandoned() == 1);
        assertEquals(4, service.status().failedAttempts(), "1 + 2 + 4 + 4 delays");
        assertEquals(0, service.status().open());
        assertTrue(scu.reports().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {-400, 400})
    void neitherForgetsNorGivesUpAReportWhenTheClockIsSet(long days) throws Exception {
        AtomicLong set = new AtomicLong();
        InstantSource source = () -> Instant.now().plus(Duration.ofDays(set.get()));
        restart(settings(Duration.ZERO, Duration.ofHours(1)), source.withZone(ZoneOffset.UTC));
        scu.request(archive, Instances.newUid(), List.of(reference(put())));
        await().until(() -> service.status().failedAttempts() > 0);

        set.set(days);
        long before = service.status().failedAttempts();
        await().until(() -> service.status().failedAttempts() > before + 1);

        stop();
        set.set(-2 * days);
        start(settings(Duration.ZERO, Duration.ofHours(1)), source.withZone(ZoneOffset.UTC));
        peers.put(MODALITY, scu.listen(0));
        awaitNothingOpen();
        assertEquals(1, scu.reports().size());
        assertEquals(0, service.status().abandoned());
    }

    @Test
    void refusesASecondRequestOfTheSameTransactionUid() throws Exception {
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        StoredObject object = put();
        Uid transaction = Instances.newUid();
        assertEquals(DimseStatus.SUCCESS, scu.request(archive, transaction, List.of(reference(object))));
        assertEquals(0x0131, scu.request(archive, transaction, List.of(reference(object))));
        try (CommitmentScu other = new CommitmentScu(new AeTitle("OTHER"))) {
            assertEquals(
                    DimseStatus.SUCCESS,
                    other.request(archive, transaction, List.of(reference(object))),
                    "the UID is the requester's own");
        }
    }

    @Test
    void refusesMoreOpenRequestsThanItKeeps() throws Exception {
        restart(settings(Duration.ZERO, Duration.ofHours(1)), Clock.systemUTC());
        List<CommitmentReference> references = List.of(reference(put()));
        for (int i = 0; i < settings(Duration.ZERO, Duration.ofHours(1)).maxOpen(); i++) {
            assertEquals(DimseStatus.SUCCESS, scu.request(archive, Instances.newUid(), references));
        }
        assertEquals(0x0213, scu.request(archive, Instances.newUid(), references));
    }

    @Test
    void answersTenThousandUnknownReferencesAndRefusesMoreThanItsLimit() throws Exception {
        List<CommitmentReference> references = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            references.add(new CommitmentReference(Instances.CT, Instances.newUid()));
        }
        CommitmentScu.Report report = ask(references);
        assertEquals(10_000, report.failed().size());
        assertTrue(report.failed().values().stream().allMatch(reason -> reason == 0x0112));

        references.add(new CommitmentReference(Instances.CT, Instances.newUid()));
        assertEquals(0x0213, scu.request(archive, Instances.newUid(), references));
        references.addAll(references);
        references.addAll(references);
        assertEquals(0x0213, scu.request(archive, Instances.newUid(), references));
    }

    @Test
    void refusesForgedRequestsAndServesTheNextOneOnTheSameAssociation() throws Exception {
        StoredObject object = put();
        Attributes empty = new Attributes()
                .put(Tag.TransactionUID, Instances.newUid())
                .putItems(Tag.ReferencedSOPSequence, List.of());
        Attributes badUid = new Attributes()
                .put(Tag.TransactionUID, Vr.UI, "../../etc/passwd")
                .putItems(
                        Tag.ReferencedSOPSequence,
                        List.of(new Attributes()
                                .put(Tag.ReferencedSOPClassUID, Instances.CT)
                                .put(Tag.ReferencedSOPInstanceUID, object.sopInstanceUid())));
        Uid wellKnown = CommitmentProvider.SOP_INSTANCE;
        try (CommitmentScu.Session session = scu.open(archive)) {
            assertEquals(0x0115, session.action(wellKnown, 1, empty));
            assertEquals(0x0115, session.action(wellKnown, 1, badUid));
            assertEquals(0x0123, session.action(wellKnown, 2, badUid));
            assertEquals(0x0112, session.action(new Uid("1.2.3"), 1, badUid));
            assertEquals(0, index.commitments().count());
            assertEquals(DimseStatus.SUCCESS, session.request(Instances.newUid(), List.of(reference(object))));
            await().until(() -> !scu.reports().isEmpty());
        }
        assertEquals(1, scu.reports().size());
    }

    @Test
    void repeatsAtGrowingDistances() {
        CommitmentSettings settings = new CommitmentSettings(
                new AeTitle("DOZO"),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofDays(7),
                Duration.ZERO,
                1,
                1,
                1,
                Duration.ZERO);
        assertEquals(Duration.ofSeconds(10), settings.delayAfter(1));
        assertEquals(Duration.ofSeconds(20), settings.delayAfter(2));
        assertEquals(Duration.ofSeconds(2560), settings.delayAfter(9));
        assertEquals(Duration.ofHours(1), settings.delayAfter(10));
        assertEquals(Duration.ofHours(1), settings.delayAfter(1_000_000));
    }

    /** Asks and waits for the report on the same association. */
    private CommitmentScu.Report ask(List<CommitmentReference> references) throws OperatingFailure {
        int before = scu.reports().size();
        try (CommitmentScu.Session session = scu.open(archive)) {
            assertEquals(DimseStatus.SUCCESS, session.request(Instances.newUid(), references));
            await().until(() -> scu.reports().size() > before);
        }
        return scu.reports().get(before);
    }

    private void awaitNothingOpen() {
        await().until(() -> service.status().open() == 0);
    }

    private static CommitmentReference reference(StoredObject object) {
        return new CommitmentReference(object.sopClassUid(), object.sopInstanceUid());
    }

    private StoredObject put() throws IOException, OperatingFailure {
        StoredObject object = files.put(Instances.ct().build());
        ReplaySettings settings = ReplaySettings.defaults(ObjectHeader.limits(32, 10_000));
        new Reconciler(files.store(), index, new ObjectSource(files.store()), settings).run(Progress.Listener.NONE);
        return object;
    }

    private void publish(ObjectDraft copy, LocationAddedEntry entry) throws OperatingFailure {
        if (repairStands != null) {
            repairStands.pass();
        }
        copy.keep();
        try (IndexBatch batch = index.begin()) {
            batch.position(files.append(entry));
            batch.addLocation(entry);
            batch.commit();
        }
    }

    private static CommitmentSettings settings(Duration sameAssociation, Duration maxAge) {
        return new CommitmentSettings(
                new AeTitle("DOZO"), RETRY, RETRY.multipliedBy(4), maxAge, sameAssociation, 10_000, 40, 2, RETRY);
    }

    private void restart(CommitmentSettings settings, Clock clock) throws OperatingFailure {
        stop();
        start(settings, clock);
    }

    private void start(CommitmentSettings settings, Clock clock) throws OperatingFailure {
        Repairer repairer = new Repairer(files.store(), files.epoch(), this::publish, Clock.systemUTC());
        service = new CommitmentService(
                settings,
                index,
                new SafekeepingCheck(files.store(), repairer),
                title -> Optional.ofNullable(peers.get(title)),
                AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Duration.ofSeconds(10))),
                clock);
        DimseServices services = DimseServices.builder()
                .add(CommandField.N_ACTION, CommitmentProvider.SOP_CLASS, new CommitmentProvider(service))
                .build();
        server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), services, 8);
        archive = new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port());
    }

    private void stop() {
        server.close();
        service.close();
    }
}
