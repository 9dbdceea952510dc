package dozo.storage.integrity;

import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which order the copies of an object are tried. */
final class CopyOrder {

    private CopyOrder() {}

    /**
     * Volume after volume as on receipt, and on each volume the newest copy first: a copy made later was made because the
     * one before it was bad.
     */
    static List<ObjectLocation> newestFirst(List<ObjectLocation> locations) {
        List<ObjectLocation> order = new ArrayList<>(locations.size());
        byVolume(locations).values().forEach(order::addAll);
        return order;
    }

    /** The copies on each volume, the newest first. */
    static Map<VolumeId, List<ObjectLocation>> byVolume(List<ObjectLocation> locations) {
        Map<VolumeId, List<ObjectLocation>> byVolume = new LinkedHashMap<>();
        for (ObjectLocation location : locations) {
            byVolume.computeIfAbsent(location.volume(), volume -> new ArrayList<>())
                    .add(location);
        }
        byVolume.values().forEach(Collections::reverse);
        return byVolume;
    }
}
