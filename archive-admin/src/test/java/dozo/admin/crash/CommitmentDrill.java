package dozo.admin.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.testing.CommitmentScu.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A peer asks for Storage Commitment, the archive dies over it, and the peer gets its true report all the same. */
final class CommitmentDrill {

    private static final int IMAGES = 3;

    private final CrashSite site;
    private final Random random;

    CommitmentDrill(CrashSite site, Random random) {
        this.site = site;
        this.random = random;
    }

    void run(CommitmentStep step) throws Exception {
        site.expose(IMAGES);
        List<CommitmentReference> stored = site.memory().acknowledged().stream()
                .map(uid -> new CommitmentReference(Instances.CT, uid))
                .toList();
        CommitmentReference unknown = new CommitmentReference(Instances.CT, Instances.newUid());
        step.prepare(site, random);
        if (step.isListenedTo()) {
            site.listenForReports();
        }
        Uid transaction = Instances.newUid();
        boolean acknowledged = request(
                transaction, Stream.concat(stored.stream(), Stream.of(unknown)).toList());
        site.awaitDeath();
        site.commitmentScu().beforeAnswer(() -> {});
        if (!step.isListenedTo()) {
            site.listenForReports();
        }
        site.start();
        if (acknowledged) {
            await().until(() -> reports(transaction).count() > 0);
        }
        site.inspect();
        site.commitmentScu().stopListening();
        reports(transaction).forEach(report -> {
            assertEquals(new HashSet<>(stored), new HashSet<>(report.committed()), site.when());
            assertEquals(Set.of(unknown.sopInstanceUid()), report.failed().keySet(), site.when());
        });
        assertTrue(!acknowledged || reports(transaction).count() > 0, site.when());
    }

    private Stream<Report> reports(Uid transaction) {
        return site.commitmentScu().reports().stream()
                .filter(report -> report.transactionUid().equals(transaction));
    }

    /** @return whether the archive has taken the request upon itself */
    private boolean request(Uid transaction, List<CommitmentReference> references) {
        try {
            int status = site.commitmentScu().request(site.archiveAe(), transaction, references);
            assertEquals(DimseStatus.SUCCESS, status, site.when());
            return true;
        } catch (OperatingFailure e) {
            return false;
        }
    }
}
