package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.SopClassPolicy;
import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.index.control.CommitmentTransaction;
import dozo.storage.testing.TestInstance;
import dozo.storage.volume.VolumeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** AE entries and Storage Commitment transactions. */
abstract class ControlContract extends ArchiveIndexContract {

    private static final AeTitle CT1 = new AeTitle("CT1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void keepsAeEntriesOverARestart() throws Exception {
        AeConfig plain = new AeConfig(CT1, "", 0, Set.of(), false, List.of(), Optional.empty());
        AeConfig full = new AeConfig(
                new AeTitle("A VIEWER"),
                "viewer.example",
                11112,
                Set.of(AeRole.QUERY, AeRole.RETRIEVE),
                true,
                List.of(NetworkRange.parse("10.1.0.0/16").orElseThrow()),
                Optional.of(
                        new SopClassPolicy(false, Set.of(new Uid(TestInstance.CT)), Set.of(new Uid(TestInstance.MR)))));
        assertFalse(index.applicationEntities().put(plain));
        assertFalse(index.applicationEntities().put(full));
        reopen();

        assertEquals(List.of(full, plain), index.applicationEntities().all());
        AeConfig changed = new AeConfig(CT1, "ct1", 104, Set.of(AeRole.STORE), false, List.of(), Optional.empty());
        assertTrue(index.applicationEntities().put(changed));
        assertTrue(index.applicationEntities().remove(full.title()));
        assertFalse(index.applicationEntities().remove(full.title()));
        assertEquals(List.of(changed), index.applicationEntities().all());
    }

    @Test
    void keepsTheIdentityOfEachVolumeOverARestart() throws Exception {
        VolumeId first = VolumeId.random();
        VolumeId second = VolumeId.random();
        index.volumes().put("local", VolumeId.random(), NOON);
        index.volumes().put("mirror", second, NOON);
        index.volumes().put("local", first, NOON);
        reopen();
        assertEquals(Map.of("local", first, "mirror", second), index.volumes().all());
    }

    @Test
    void keepsSinceWhenAVolumeIsBehindUntilItIsLevel() throws Exception {
        index.volumes().put("local", VolumeId.random(), NOON);
        index.volumes().put("mirror", VolumeId.random(), NOON.plusSeconds(1));
        index.volumes().setLevel("local");
        index.volumes().setBehind("unknown", NOON);
        assertEquals(Map.of("mirror", NOON.plusSeconds(1)), index.volumes().behind());

        index.volumes().setBehind("local", NOON.plusSeconds(5));
        index.volumes().setBehind("mirror", NOON.plusSeconds(5));
        reopen();

        assertEquals(
                Map.of("local", NOON.plusSeconds(5), "mirror", NOON.plusSeconds(1)),
                index.volumes().behind(),
                "the first time counts");
    }

    @Test
    void keepsCommitmentTransactionsUntilTheyAreRemoved() throws Exception {
        CommitmentTransaction first = transaction("1.1", NOON);
        CommitmentTransaction second = transaction("1.2", NOON.minusSeconds(5));
        assertEquals(Optional.empty(), index.commitments().nextDue());
        assertTrue(index.commitments().add(first));
        assertTrue(index.commitments().add(second));
        assertFalse(index.commitments().add(first));
        reopen();

        assertEquals(List.of(second, first), index.commitments().due(NOON, 10));
        assertEquals(List.of(second), index.commitments().due(NOON, 1));
        assertEquals(Optional.of(second.nextAttemptAt()), index.commitments().nextDue());
        index.commitments().postpone(CT1, second.transactionUid(), NOON.plusSeconds(60));
        assertEquals(List.of(first), index.commitments().due(NOON, 10));
        assertEquals(1, index.commitments().due(NOON.plusSeconds(60), 10).get(1).attempts());
        index.commitments().hurry(NOON.plusSeconds(30));
        assertEquals(
                List.of(first.transactionUid(), second.transactionUid()),
                index.commitments().due(NOON.plusSeconds(30), 10).stream()
                        .map(CommitmentTransaction::transactionUid)
                        .toList());
        assertTrue(index.commitments().remove(CT1, first.transactionUid()));
        assertFalse(index.commitments().remove(CT1, first.transactionUid()));
        assertEquals(1, index.commitments().count());
    }

    private static CommitmentTransaction transaction(String uid, Instant due) {
        return new CommitmentTransaction(
                new Uid(uid),
                CT1,
                NOON.minusSeconds(60),
                List.of(
                        new CommitmentReference(new Uid(TestInstance.MR), new Uid("1.2.9")),
                        new CommitmentReference(new Uid(TestInstance.CT), new Uid("1.2.1"))),
                0,
                due);
    }
}
