package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Volumes below a temporary directory, each behind a {@link CrashingDisk}: {@code TestVolumes.in(dir).group("a").group("b",
 * "b2")} initialises them and remembers their groups; {@link #open} opens a store of them, anew at each call.
 */
public final class TestVolumes {

    /** Marks that a real file system is not likely to reach while tests run. */
    public static final WaterMarks NEVER_FULL = new WaterMarks(100, 99.99);

    private final Path directory;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<Path, CrashingDisk> disks = new LinkedHashMap<>();
    private WaterMarks marks = NEVER_FULL;
    private IdleHands hands = new IdleHands(0);

    private TestVolumes(Path directory) {
        this.directory = directory;
    }

    public static TestVolumes in(Path directory) {
        return new TestVolumes(directory);
    }

    public static WriterEpoch epoch(long number) {
        return new WriterEpoch(number, new UUID(number, 0x8000000000000000L + number));
    }

    public TestVolumes waterMarks(WaterMarks waterMarks) {
        marks = waterMarks;
        return this;
    }

    /** Stores opened later have files made ahead by other threads, and must be closed; else each change to a disk has its place. */
    TestVolumes withIdleHands(int count) {
        hands = new IdleHands(count);
        return this;
    }

    /** A group, named after its first volume, of freshly initialised volumes. */
    public TestVolumes group(String... volumes) {
        groups.put(volumes[0], List.of(volumes));
        Arrays.stream(volumes).forEach(this::initialise);
        return this;
    }

    private void initialise(String volume) {
        try {
            Files.createDirectories(path(volume));
            VolumeInitialisation.initialise(new NioDisk(path(volume)), volume);
        } catch (IOException | OperatingFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store as after a start of the process: with fresh disks, whose power is on. */
    public Store open() {
        disks.clear();
        List<StoreGroupSpec> specs = groups.entrySet().stream()
                .map(group -> new StoreGroupSpec(
                        group.getKey(),
                        group.getValue().stream()
                                .map(volume -> new VolumeSpec(volume, path(volume)))
                                .toList(),
                        marks))
                .toList();
        return Store.open(specs, path -> disks.computeIfAbsent(path, CrashingDisk::new), hands);
    }

    public Path path(String volume) {
        return directory.resolve(volume);
    }

    /**
     * The files below a volume, or below a directory of it, in the order of their names. Without those made ahead for objects to
     * come: they are empty, and how many there are depends on how quickly objects came.
     */
    public static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    /** Lets go all forces that are held. */
    public void letGo() {
        disks.values().forEach(CrashingDisk::letForcesGo);
    }

    /** The disk of a volume in the store opened last. */
    public CrashingDisk disk(String volume) {
        return disks.get(path(volume));
    }
}
