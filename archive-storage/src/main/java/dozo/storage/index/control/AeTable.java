package dozo.storage.index.control;

import dozo.core.config.AeConfig;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.util.List;

/** AE entries added by command, beside those of the configuration file. Thread-safe; changes are made under the fence. */
public interface AeTable {

    /** All entries, in order of title. */
    List<AeConfig> all() throws OperatingFailure;

    /** Adds the entry, or replaces the one of the same title. @return whether there was one */
    boolean put(AeConfig entry) throws OperatingFailure;

    /** @return whether there was such an entry */
    boolean remove(AeTitle title) throws OperatingFailure;
}
