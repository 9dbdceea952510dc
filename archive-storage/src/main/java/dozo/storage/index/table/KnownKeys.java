package dozo.storage.index.table;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What earlier batches found out about rows, so that most objects are filed without a look into the database. True as long as
 * only batches of this process write; takes in what a batch changed only after its commit, and forgets everything when a
 * commit's outcome is not known. Used by one batch at a time.
 */
final class KnownKeys {

    private static final float LOAD_FACTOR = 0.75f;

    final Map<PatientKey, KnownPatient> patients;
    /** Every study row of a Study Instance UID; more than one where it came under several patients. */
    final Map<String, List<StudyState>> studies;
    /** Every series row of a Series Instance UID. */
    final Map<String, List<SeriesState>> series;

    final Map<UUID, Integer> volumes = new HashMap<>();
    final Map<String, Long> positions = new HashMap<>();
    /** Null until the first batch has read it. */
    TotalEntity total;
    /** Whether {@link #volumes} and {@link #positions} are complete. */
    boolean smallTablesRead;

    KnownKeys(int capacity) {
        patients = leastRecentlyUsed(capacity);
        studies = leastRecentlyUsed(capacity);
        series = leastRecentlyUsed(capacity);
    }

    void forgetEverything() {
        patients.clear();
        studies.clear();
        series.clear();
        volumes.clear();
        positions.clear();
        total = null;
        smallTablesRead = false;
    }

    private static <K, V> Map<K, V> leastRecentlyUsed(int capacity) {
        return new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }
}
