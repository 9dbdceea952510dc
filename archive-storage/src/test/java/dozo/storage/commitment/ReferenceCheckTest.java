package dozo.storage.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dozo.core.testing.Instances;
import dozo.core.value.AeTitle;
import dozo.storage.index.control.CommitmentReference;
import dozo.storage.index.control.CommitmentTransaction;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Reconciler;
import dozo.storage.integrity.ReplaySettings;
import dozo.storage.integrity.SafekeepingCheck;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.MemoryIndex;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceCheckTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    private final SafekeepingCheck safekeeping = mock(SafekeepingCheck.class);

    /** More than fit into one look at the index: else a small request would have terabytes read. */
    @Test
    void readsAnInstanceOnceHoweverOftenARequestNamesIt() throws Exception {
        try (JournaledStore files = JournaledStore.mirrored(directory)) {
            MemoryIndex index = new MemoryIndex(files.epoch());
            StoredObject object = files.put(Instances.ct().build());
            ReplaySettings settings = ReplaySettings.defaults(ObjectHeader.limits(32, 10_000));
            new Reconciler(files.store(), index, new ObjectSource(files.store()), settings).run(Progress.Listener.NONE);
            when(safekeeping.test(any())).thenReturn(SafekeepingCheck.Outcome.SAFE);
            List<CommitmentReference> references =
                    Collections.nCopies(1000, new CommitmentReference(object.sopClassUid(), object.sopInstanceUid()));

            CommitmentResult result = new ReferenceCheck(index, safekeeping).test(transaction(references), () -> false);

            assertEquals(references, result.committed());
            verify(safekeeping, times(1)).test(any());
        }
    }

    private static CommitmentTransaction transaction(List<CommitmentReference> references) {
        return new CommitmentTransaction(Instances.newUid(), new AeTitle("MODALITY"), NOON, references, 0, NOON);
    }
}
