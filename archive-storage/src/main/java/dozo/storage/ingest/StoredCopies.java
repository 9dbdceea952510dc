package dozo.storage.ingest;

import dozo.storage.index.model.StoredInstance;
import dozo.storage.volume.ObjectLocation;
import java.util.List;

/** Reads the copies of a stored object again before its sender is told that it is stored already (INV-5). */
@FunctionalInterface
public interface StoredCopies {

    /** Those of the copies whose every byte is still as received. */
    List<ObjectLocation> good(StoredInstance instance);
}
