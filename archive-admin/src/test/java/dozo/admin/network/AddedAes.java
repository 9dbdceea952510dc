package dozo.admin.network;

import dozo.core.config.AeConfig;
import dozo.core.value.AeTitle;
import dozo.storage.index.control.AeTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries added by command, in memory. */
final class AddedAes implements AeTable {

    private final Map<AeTitle, AeConfig> entries = new TreeMap<>();

    @Override
    public List<AeConfig> all() {
        return List.copyOf(entries.values());
    }

    @Override
    public boolean put(AeConfig entry) {
        return entries.put(entry.title(), entry) != null;
    }

    @Override
    public boolean remove(AeTitle title) {
        return entries.remove(title) != null;
    }
}
