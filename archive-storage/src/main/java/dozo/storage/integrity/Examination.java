package dozo.storage.integrity;

import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What reading a stored version on every volume has shown. On each volume the newest copy counts, an older one only when
 * that is bad: it was replaced for being bad itself. Immutable.
 *
 * @param verdicts one for each copy that was looked at
 * @param without volumes that should hold a copy and never did: put in the place of another, or added to a group
 */
record Examination(StoredInstance instance, List<CopyVerdict> verdicts, List<Volume> without) {

    Examination {
        verdicts = List.copyOf(verdicts);
        without = List.copyOf(without);
    }

    /** Reads the copies, no faster than {@code throttle} allows. */
    static Examination of(StoredInstance instance, CopyCheck test, Throttle throttle) {
        List<CopyVerdict> verdicts = new ArrayList<>();
        for (List<ObjectLocation> copies :
                CopyOrder.byVolume(instance.locations()).values()) {
            examineVolume(instance.object(), copies, test, throttle, verdicts);
        }
        return new Examination(instance, verdicts, test.volumesWithout(instance));
    }

    private static void examineVolume(
            StoredObject object,
            List<ObjectLocation> newestFirst,
            CopyCheck test,
            Throttle throttle,
            List<CopyVerdict> verdicts) {
        for (ObjectLocation location : newestFirst) {
            CopyVerdict verdict = test.test(object, location, throttle);
            verdicts.add(verdict);
            if (!(verdict instanceof CopyVerdict.Bad)) {
                return;
            }
        }
    }

    List<CopyVerdict.Bad> bad() {
        return only(CopyVerdict.Bad.class);
    }

    List<CopyVerdict.Good> good() {
        return only(CopyVerdict.Good.class);
    }

    /** Volumes that work and hold no good copy, though they should. */
    Set<VolumeId> damagedVolumes() {
        Set<VolumeId> damaged = new LinkedHashSet<>();
        bad().forEach(b -> damaged.add(b.location().volume()));
        good().forEach(g -> damaged.remove(g.location().volume()));
        unavailable().forEach(u -> damaged.remove(u.location().volume()));
        without.stream()
                .filter(volume -> volume.state().isReadable())
                .forEach(volume -> damaged.add(volume.id().orElseThrow()));
        return damaged;
    }

    List<CopyVerdict.Unavailable> unavailable() {
        return only(CopyVerdict.Unavailable.class);
    }

    /** Volumes that could not be read, short of those an administrator took out of use. */
    Set<VolumeId> missedVolumes(Store store) {
        Set<VolumeId> candidates = new LinkedHashSet<>();
        unavailable().forEach(verdict -> candidates.add(verdict.location().volume()));
        without.stream()
                .filter(volume -> !volume.state().isReadable())
                .forEach(volume -> candidates.add(volume.id().orElseThrow()));
        Set<VolumeId> missed = new LinkedHashSet<>();
        for (VolumeId id : candidates) {
            if (store.volume(id).map(Volume::state).orElse(VolumeState.LOST) != VolumeState.OFFLINE) {
                missed.add(id);
            }
        }
        return missed;
    }

    private <T extends CopyVerdict> List<T> only(Class<T> kind) {
        return verdicts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
