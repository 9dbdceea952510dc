package dozo.storage.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.sql.Connection;
import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;

/** What a commit that came back with a warning counts as; on a fake connection, since it takes a standby that falls out. */
class FencedTransactionTest {

    private final Connection connection = mock(Connection.class);

    private FencedTransaction transaction() {
        return new FencedTransaction(
                mock(Fence.class), new Pen(Vendor.POSTGRESQL), connection, FenceSlot.INDEX, () -> {});
    }

    @Test
    void aCommitThatItsStandbyMayNotHaveIsNone() throws Exception {
        SQLWarning other = new SQLWarning("something else", "00000");
        other.setNextWarning(new SQLWarning("canceling wait for synchronous replication due to user request", "01000"));
        when(connection.getWarnings()).thenReturn(other);
        try (FencedTransaction transaction = transaction()) {
            OperatingFailure failure = assertThrows(OperatingFailure.class, transaction::commit);
            assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
        }
    }

    @Test
    void whatWasWarnedOfBeforeTheCommitIsNotHeldAgainstIt() throws Exception {
        try (FencedTransaction transaction = transaction()) {
            transaction.commit();
        }
        verify(connection).clearWarnings();
    }
}
