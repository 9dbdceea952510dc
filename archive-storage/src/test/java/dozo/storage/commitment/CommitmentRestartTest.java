package dozo.storage.commitment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.config.CommitmentConfig;
import dozo.core.config.IndexConfig;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.integrity.SafekeepingCheck;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.CommitmentScu;
import dozo.storage.testing.LiveArchive;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage Commitment over a real index: a request outlives the process that answered it. */
class CommitmentRestartTest {

    private static final AeTitle MODALITY = new AeTitle("MODALITY");

    @TempDir
    Path directory;

    private final CommitmentScu scu = new CommitmentScu(MODALITY);
    private IndexConfig database;
    private LiveArchive archive;
    private CommitmentService service;
    private DimseServer server;
    private volatile RemoteAe peer;

    @BeforeEach
    void openArchive() throws Exception {
        database = TestDatabase.h2(directory);
        archive = LiveArchive.create(directory, database);
        start();
    }

    @AfterEach
    void closeArchive() {
        scu.close();
        stop();
        archive.close();
    }

    @Test
    void reportsAfterARestartAndTestsTheBytesAnewThen() throws Exception {
        StoredObject kept = send();
        StoredObject lost = send();
        List<CommitmentReference> references = new ArrayList<>();
        references.add(new CommitmentReference(kept.sopClassUid(), kept.sopInstanceUid()));
        references.add(new CommitmentReference(lost.sopClassUid(), lost.sopInstanceUid()));
        for (int i = 0; i < 2_000; i++) {
            references.add(new CommitmentReference(Instances.CT, Instances.newUid()));
        }
        Uid transaction = Instances.newUid();
        assertEquals(DimseStatus.SUCCESS, scu.request(remote(), transaction, references));
        await().until(() -> service.status().failedAttempts() > 0); // it has no address to report to

        stop();
        archive.reopen();
        Files.delete(archive.file(lost, "primary"));
        Files.delete(archive.file(lost, "mirror"));
        peer = scu.listen(0);
        start();

        await().until(() -> !scu.reports().isEmpty());
        CommitmentScu.Report report = scu.reports().get(0);
        assertEquals(transaction, report.transactionUid());
        assertEquals(List.of(references.get(0)), report.committed());
        assertEquals(2_001, report.failed().size());
        assertEquals(0x0110, report.failed().get(lost.sopInstanceUid()));
        await().until(() -> service.status().open() == 0);
        assertEquals(1, scu.reports().size());
    }

    /** INV-1 holds for the request as it does for an image: what was answered is not lost with the database's memory. */
    @Test
    void reportsWhatItHasTakenUponItselfAfterAPowerCut() throws Exception {
        StoredObject kept = send();
        List<CommitmentReference> references =
                List.of(new CommitmentReference(kept.sopClassUid(), kept.sopInstanceUid()));
        for (int cut = 0; cut < 3; cut++) {
            Uid transaction = Instances.newUid();
            int before = scu.reports().size();
            assertEquals(DimseStatus.SUCCESS, scu.request(remote(), transaction, references));
            TestDatabase.cutPower(database);
            stop();
            archive.reopen();
            peer = scu.listen(0);
            start();
            await().until(() -> scu.reports().size() > before);
            assertEquals(references, scu.reports().get(before).committed());
            assertEquals(transaction, scu.reports().get(before).transactionUid());
            scu.stopListening();
            peer = null;
        }
    }

    @Test
    void answersForAnObjectWhoseCopyIsRepairedThroughIngestOnTheSpot() throws Exception {
        StoredObject object = send();
        Files.delete(archive.file(object, "primary"));
        // On a machine that stands still the report comes too late for the association of its request.
        peer = scu.listen(0);
        try (CommitmentScu.Session session = scu.open(remote())) {
            session.request(
                    Instances.newUid(),
                    List.of(new CommitmentReference(object.sopClassUid(), object.sopInstanceUid())));
            await().until(() -> !scu.reports().isEmpty());
        }
        assertEquals(1, scu.reports().get(0).eventType());
        archive.reopen();
        assertTrue(archive.reconciliation().isSound());
    }

    private StoredObject send() throws Exception {
        return assertInstanceOf(StoreOutcome.Stored.class, archive.send(Instances.ct()))
                .object();
    }

    private RemoteAe remote() {
        return new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port());
    }

    private void start() throws OperatingFailure {
        CommitmentConfig times =
                new CommitmentConfig(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofHours(1));
        service = new CommitmentService(
                CommitmentSettings.of(times, new AeTitle("DOZO")),
                archive.index(),
                new SafekeepingCheck(archive.store(), archive.repairer()),
                title -> Optional.ofNullable(peer),
                AssociationSettings.defaults(),
                Clock.systemUTC());
        DimseServices services = DimseServices.builder()
                .add(CommandField.N_ACTION, CommitmentProvider.SOP_CLASS, new CommitmentProvider(service))
                .build();
        server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), services, 4);
    }

    private void stop() {
        server.close();
        service.close();
    }
}
