package dozo.storage.testing;

import dozo.core.value.Uid;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one schema of a {@link MemoryIndex} holds. Changed only as a copy that nobody else sees yet. */
final class MemoryTables {

    private record Version(Uid sopInstanceUid, int number) {}

    private final Map<Version, MemoryIndex.Row> rows = new LinkedHashMap<>();
    private final Map<Uid, Integer> highest = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();

    MemoryTables copy() {
        MemoryTables copy = new MemoryTables();
        copy.rows.putAll(rows);
        copy.highest.putAll(highest);
        copy.positions.putAll(positions);
        return copy;
    }

    /** In the order of filing. */
    Collection<MemoryIndex.Row> rows() {
        return rows.values();
    }

    Map<String, Long> positions() {
        return positions;
    }

    /** Ascending. */
    List<KnownVersion> versions(Uid sopInstanceUid) {
        int current = highest.getOrDefault(sopInstanceUid, 0);
        return IntStream.rangeClosed(1, current)
                .mapToObj(number -> rows.get(new Version(sopInstanceUid, number)))
                .filter(Objects::nonNull)
                .map(this::known)
                .toList();
    }

    /** Every version selected, in the order of filing, or of the instances that are named. */
    Stream<KnownVersion> selected(RetrieveSelection selection) {
        Stream<KnownVersion> named = selection.instances().isEmpty()
                ? rows.values().stream().map(this::known)
                : selection.instances().stream().distinct().flatMap(uid -> versions(uid).stream());
        return named.filter(version -> isSelected(version.instance().object(), selection));
    }

    private static boolean isSelected(StoredObject object, RetrieveSelection selection) {
        return (selection.studies().isEmpty() || selection.studies().contains(object.studyInstanceUid()))
                && (selection.series().isEmpty() || selection.series().contains(object.seriesInstanceUid()));
    }

    private KnownVersion known(MemoryIndex.Row row) {
        return new KnownVersion(
                row.instance(),
                row.object().version() == highest.get(row.object().sopInstanceUid()));
    }

    /** Puts it where another may have been. */
    void put(StoredInstance instance, Optional<String> patientId) {
        StoredObject object = instance.object();
        rows.put(key(object), new MemoryIndex.Row(instance, patientId));
        highest.merge(object.sopInstanceUid(), object.version(), Math::max);
    }

    /** Passes over what is known already; a version is given once. */
    void file(StoredObject object, Optional<String> patientId) {
        MemoryIndex.Row there = rows.get(key(object));
        if (there == null) {
            put(new StoredInstance(object, object.locations(), Optional.empty()), patientId);
        } else if (!there.object().path().equals(object.path())) {
            throw new IllegalStateException("version " + object.version() + " was given twice");
        }
    }

    private static Version key(StoredObject object) {
        return new Version(object.sopInstanceUid(), object.version());
    }

    void add(LocationAddedEntry added) {
        rows.computeIfPresent(new Version(added.sopInstanceUid(), added.version()), (key, row) -> {
            StoredInstance known = row.instance();
            if (known.locations().contains(added.location())) {
                return row;
            }
            List<ObjectLocation> locations = new ArrayList<>(known.locations());
            locations.add(added.location());
            return new MemoryIndex.Row(new StoredInstance(known.object(), locations, known.overlay()), row.patientId());
        });
    }
}
