package dozo.qr.retrieve;

import dozo.core.value.Uid;
import dozo.storage.index.model.StoredInstance;
import java.util.Optional;

/**
 * An instance whose turn has come.
 *
 * @param stored where it lies; empty when the index could not tell any more
 * @param losses how often the connection was lost while it was on its way
 */
record QueuedInstance(Uid sopInstanceUid, Optional<StoredInstance> stored, int losses) {

    QueuedInstance afterLoss() {
        return new QueuedInstance(sopInstanceUid, stored, losses + 1);
    }
}
