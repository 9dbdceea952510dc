package dozo.storage.journal;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Facts that stand in a journal and are being forced to the disk, while whoever appended them does something else. Nothing
 * may be answered for, nor committed to the index, before {@link #forced()} has returned (INV-1). Thread-safe.
 */
public final class Appended {

    private final JournalPosition position;
    private final CompletableFuture<Void> force = new CompletableFuture<>();

    Appended(JournalPosition position) {
        this.position = position;
    }

    /** Behind the last of the facts, as it will be once they are forced. */
    public JournalPosition position() {
        return position;
    }

    /**
     * Waits until the facts are on the disk of each volume of their group. An interrupt does not end the wait.
     *
     * @return the position behind the last of them
     * @throws OperatingFailure when a volume failed: whether the facts will be read is unknown then, and they must be
     *     appended again before any later fact
     */
    public JournalPosition forced() throws OperatingFailure {
        try {
            force.join();
            return position;
        } catch (CompletionException e) {
            if (e.getCause() instanceof OperatingFailure failure) {
                throw failure;
            }
            throw new OperatingFailure(
                    FailureCode.INTERNAL, "Forcing the journal failed for a reason inside Dozo.", e.getCause());
        }
    }

    /** Whether it is known already that they could not be forced. */
    boolean hasFailed() {
        return force.isCompletedExceptionally();
    }

    /** Forces them, on the calling thread, and tells whoever waits. Never throws. */
    void force(OpenJournal journal) {
        try {
            journal.force();
            force.complete(null);
        } catch (OperatingFailure | RuntimeException | Error e) {
            force.completeExceptionally(e);
        }
    }
}
