package dozo.storage.volume;

import dozo.core.config.StorageConfig;
import dozo.core.failure.OperatingFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All volumes, in groups that are filled in turn: a new object goes to the first group that can take it. Thread-safe.
 */
public final class Store implements AutoCloseable {

    private final List<StoreGroup> groups;
    private final IdleHands hands;
    private final AtomicLong numbers = new AtomicLong();
    private final List<BlankObjects> blanks;

    private Store(List<StoreGroup> groups, IdleHands hands) {
        this.groups = groups;
        this.hands = hands;
        this.blanks = groups.stream().map(this::blanksOf).toList();
    }

    private BlankObjects blanksOf(StoreGroup group) {
        return new BlankObjects(group, numbers::getAndIncrement, hands);
    }

    /**
     * A store of these groups; none of their volumes need be there yet.
     *
     * @throws IllegalArgumentException when there is no group, or two groups or volumes have one name
     */
    public static Store open(List<StoreGroupSpec> specs) {
        return open(specs, NioDisk::new);
    }

    /** The store of a configuration that was checked when it was read. */
    public static Store open(StorageConfig config) {
        return open(config, NioDisk::new);
    }

    /** As {@link #open(StorageConfig)}, reaching each path through the disk that {@code disks} makes of it. */
    public static Store open(StorageConfig config, Function<Path, Disk> disks) {
        WaterMarks marks = new WaterMarks(config.highWaterPercent(), config.lowWaterPercent());
        List<StoreGroupSpec> specs = config.groups().stream()
                .map(group -> new StoreGroupSpec(
                        group.name(),
                        group.volumes().stream()
                                .map(volume -> new VolumeSpec(volume.name(), volume.path()))
                                .toList(),
                        marks))
                .toList();
        return open(specs, disks);
    }

    /** As {@link #open(List)}, reaching each path through the disk that {@code disks} makes of it. */
    public static Store open(List<StoreGroupSpec> specs, Function<Path, Disk> disks) {
        return open(specs, disks, IdleHands.shared());
    }

    static Store open(List<StoreGroupSpec> specs, Function<Path, Disk> disks, IdleHands hands) {
        if (specs.isEmpty()) {
            throw new IllegalArgumentException("a store has at least one group");
        }
        Set<String> names = new LinkedHashSet<>();
        List<StoreGroup> groups = new ArrayList<>();
        for (StoreGroupSpec spec : specs) {
            List<Volume> volumes = new ArrayList<>();
            for (VolumeSpec volume : spec.volumes()) {
                if (!names.add(volume.name())) {
                    throw new IllegalArgumentException("two volumes have the name " + volume.name());
                }
                volumes.add(new Volume(volume, spec.waterMarks(), disks.apply(volume.path())));
            }
            groups.add(new StoreGroup(spec.name(), volumes));
        }
        return new Store(List.copyOf(groups), hands);
    }

    /** In the order in which they are filled. */
    public List<StoreGroup> groups() {
        return groups;
    }

    /** Of all groups. */
    public List<Volume> volumes() {
        return groups.stream().flatMap(group -> group.volumes().stream()).toList();
    }

    /** The volume of this identity; empty when none is configured, or it was not seen since the start. */
    public Optional<Volume> volume(VolumeId id) {
        return volumes().stream()
                .filter(volume -> volume.id().filter(id::equals).isPresent())
                .findFirst();
    }

    /**
     * The volumes that should hold what lies on these: every volume of each group that one of them belongs to. More than these
     * where a volume was put in the place of another.
     */
    public List<Volume> placement(Collection<VolumeId> ids) {
        return groups.stream()
                .map(StoreGroup::volumes)
                .filter(volumes -> volumes.stream().anyMatch(volume -> isOneOf(volume, ids)))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isOneOf(Volume volume, Collection<VolumeId> ids) {
        return volume.id().filter(ids::contains).isPresent();
    }

    /** Whether no volume of any group is this one, though each is known: it was replaced, or left the configuration. */
    public boolean isGone(VolumeId id) {
        return volumes().stream()
                .map(Volume::id)
                .allMatch(known -> known.isPresent() && !known.get().equals(id));
    }

    /**
     * Begins an object in the first group that can take it, those last whose disk lately found no space in the middle of an
     * object though its figures show room; the caller closes the draft.
     *
     * @throws OperatingFailure when no group can, with the reason of the first
     */
    public ObjectDraft begin(WriterEpoch epoch, Instant receivedAt) throws OperatingFailure {
        OperatingFailure first = null;
        for (BlankObjects each : inOrderOfTrust(receivedAt)) {
            try {
                each.group().requireRoom();
                return each.take(epoch, receivedAt);
            } catch (OperatingFailure e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first;
    }

    private List<BlankObjects> inOrderOfTrust(Instant now) {
        Map<Boolean, List<BlankObjects>> byDoubt = blanks.stream()
                .collect(Collectors.partitioningBy(each -> each.group().isDoubted(now)));
        List<BlankObjects> ordered = new ArrayList<>(byDoubt.get(false));
        ordered.addAll(byDoubt.get(true));
        return ordered;
    }

    /** Begins a further copy of an object on this volume, whatever its water marks say: a repair. */
    public ObjectDraft beginCopy(Volume volume, WriterEpoch epoch, Instant at) throws OperatingFailure {
        volume.requireWritable();
        StoreGroup alone = new StoreGroup(volume.name(), List.of(volume));
        return blanksOf(alone).take(epoch, at);
    }

    /** Removes what was made for objects that did not come. The owner of the store calls it behind its last draft. */
    @Override
    public void close() {
        blanks.forEach(BlankObjects::close);
    }
}
