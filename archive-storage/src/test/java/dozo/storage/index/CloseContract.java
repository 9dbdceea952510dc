package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.testing.TestInstance;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whoever is left over when the index is closed is told so, and not that the database failed. */
abstract class CloseContract extends ArchiveIndexContract {

    @Test
    void whoComesAfterItWasClosedIsToldThatTheArchiveStops() {
        index.close();

        assertStops(() -> answers(Level.STUDY, Set.of()));
        assertStops(() -> index.counts());
        assertStops(() -> index.begin());
        assertStops(() -> index.rebuild());
        assertStops(() -> index.volumes().all());
        assertStops(() -> index.applicationEntities().all());
        assertStops(() -> index.commitments().due(Instant.EPOCH, 1));
    }

    @Test
    void whoIsBetweenTwoPagesWhenItIsClosedIsToldThatTheArchiveStops() throws Exception {
        TestInstance instance = TestInstance.of(1, 1, 1);
        store(instance);
        try (InstanceStream stream = index.instances(
                RetrieveSelection.ofInstances(List.of(instance.stored().sopInstanceUid())))) {
            index.close();

            assertStops(stream::next);
        }
    }

    @Test
    void whoIsInATransactionWhenItIsClosedIsToldThatTheArchiveStops() throws Exception {
        TestInstance instance = TestInstance.of(1, 1, 1);
        try (IndexBatch batch = index.begin()) {
            batch.addStored(instance.stored(), instance.indexed());
            index.close();

            assertStops(batch::write);
        }
    }

    static void assertStops(Executable use) {
        OperatingFailure failure = assertThrows(OperatingFailure.class, use);
        assertEquals(FailureCode.NOT_ACTIVE, failure.code(), failure::getMessage);
        assertEquals(
                "The archive stops, and its index is closed already. Nothing stored is lost.", failure.getMessage());
    }
}
