package dozo.storage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A real disk that remembers what was forced. After {@link #cutPowerAt} has struck, every call fails, and {@link #crash}
 * leaves on the disk what a power cut may leave: of everything not forced nothing, a part, or bytes that were never
 * written. It can also refuse writes as full or read-only disks do. Thread-safe.
 */
public final class CrashingDisk implements Disk {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int HOLD_MAX_SECONDS = 30;

    private final Disk disk;
    private final Path root;
    private final Map<String, Long> unforcedFiles = new LinkedHashMap<>();
    private final Set<String> unforcedEntries = new HashSet<>();
    private final List<String> log = new ArrayList<>();
    private int operationsLeft = NEVER;
    private boolean off;
    private long bytesLeft = Long.MAX_VALUE;
    private boolean readOnly;
    private VolumeUsage usage;
    private String failingForce;
    private String heldPrefix = "";
    private CountDownLatch heldForces;

    public CrashingDisk(Path root) {
        this.root = root;
        this.disk = new NioDisk(root);
    }

    /** The power goes at the {@code operation}th change of the disk from now, counted from 1; that one is not done. */
    public synchronized CrashingDisk cutPowerAt(int operation) {
        operationsLeft = operation;
        return this;
    }

    /** From now on this many bytes can be written, then the disk is full. */
    public synchronized void bytesLeft(long bytes) {
        bytesLeft = bytes;
    }

    /** From now on the file system takes no writes, or takes them again. */
    public synchronized void readOnly(boolean refuse) {
        readOnly = refuse;
    }

    /** The next force of a file whose name begins so, or of a {@code directory} of that name, fails, and what was written may be lost. */
    public synchronized void failNextForceOf(String prefix) {
        failingForce = prefix;
    }

    /** Forces of files wait until the latch is open; the disk does everything else meanwhile. */
    public synchronized void holdForces(CountDownLatch latch) {
        holdForcesOf("", latch);
    }

    /** The same for files whose names begin so. */
    public synchronized void holdForcesOf(String prefix, CountDownLatch latch) {
        heldPrefix = prefix;
        heldForces = latch;
    }

    /** Lets go the forces that are held. */
    synchronized void letForcesGo() {
        if (heldForces != null) {
            heldForces.countDown();
        }
    }

    /** What the file system says of its usage; null for the truth. */
    public synchronized void usage(VolumeUsage told) {
        usage = told;
    }

    /** Every change and every force so far, such as {@code force journal/...}. */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** How many logged operations begin with {@code prefix}. */
    public synchronized long count(String prefix) {
        return log.stream().filter(line -> line.startsWith(prefix)).count();
    }

    public synchronized boolean isOff() {
        return off;
    }

    /** Turns what is on the disk into what a power cut leaves; afterwards only a new disk on the same root is of use. */
    public synchronized void crash(Random random) throws IOException {
        off = true;
        for (Map.Entry<String, Long> file : unforcedFiles.entrySet()) {
            Path path = root.resolve(file.getKey());
            if (Files.exists(path)) {
                loseTail(path, file.getValue(), random);
            }
        }
        for (String entry : unforcedEntries) {
            if (random.nextBoolean()) {
                deleteTree(root.resolve(entry));
            }
        }
    }

    private static void loseTail(Path path, long forcedBytes, Random random) throws IOException {
        byte[] content = Files.readAllBytes(path);
        int forced = (int) forcedBytes;
        int kept = forced + random.nextInt(content.length - forced + 1);
        byte[] left = Arrays.copyOf(content, random.nextBoolean() ? kept : content.length);
        Arrays.fill(left, Math.min(kept, left.length), left.length, (byte) 0);
        Files.write(path, left, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void deleteTree(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var entries = Files.list(path)) {
                for (Path entry : entries.toList()) {
                    deleteTree(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    private void step(String operation) throws IOException {
        if (!off && --operationsLeft == 0) {
            off = true;
        }
        requirePower();
        log.add(operation);
    }

    private void change(String operation) throws IOException {
        step(operation);
        if (readOnly) {
            throw new DiskReadOnlyException(new IOException("simulated"));
        }
    }

    private void failForce(String name) throws IOException {
        if (failingForce != null && name.startsWith(failingForce)) {
            failingForce = null;
            throw new IOException("simulated");
        }
    }

    private void awaitForces(String name) {
        CountDownLatch held;
        synchronized (this) {
            held = name.startsWith(heldPrefix) ? heldForces : null;
        }
        try {
            if (held != null && !held.await(HOLD_MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a force", e);
        }
    }

    private void requirePower() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        change("create " + name);
        if (bytesLeft == 0) {
            throw new DiskFullException(new IOException("simulated"));
        }
        DiskFile file = disk.create(name);
        unforcedFiles.put(name, 0L);
        unforcedEntries.add(name);
        return new CrashingFile(name, file, 0);
    }

    @Override
    public synchronized DiskFile append(String name) throws IOException {
        change("append " + name);
        DiskFile file = disk.append(name);
        long bytes = disk.stamp(name).sizeBytes();
        unforcedFiles.putIfAbsent(name, bytes);
        return new CrashingFile(name, file, bytes);
    }

    @Override
    public synchronized void createDirectory(String name) throws IOException {
        change("mkdir " + name);
        disk.createDirectory(name);
        unforcedEntries.add(name);
    }

    @Override
    public synchronized void forceDirectory(String name) throws IOException {
        step("force directory " + name);
        failForce("directory " + name);
        disk.forceDirectory(name);
        unforcedEntries.removeIf(entry -> parent(entry).equals(name));
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    @Override
    public synchronized SeekableByteChannel open(String name) throws IOException {
        requirePower();
        return disk.open(name);
    }

    @Override
    public synchronized FileStamp stamp(String name) throws IOException {
        requirePower();
        return disk.stamp(name);
    }

    @Override
    public synchronized List<String> list(String name) throws IOException {
        requirePower();
        return disk.list(name);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        change("delete " + name);
        disk.delete(name);
        unforcedFiles.remove(name);
    }

    @Override
    public synchronized VolumeUsage usage() throws IOException {
        requirePower();
        return usage != null ? usage : disk.usage();
    }

    private final class CrashingFile implements DiskFile {

        private final String name;
        private final DiskFile file;
        private long bytesWritten;

        CrashingFile(String name, DiskFile file, long bytesWritten) {
            this.name = name;
            this.file = file;
            this.bytesWritten = bytesWritten;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            synchronized (CrashingDisk.this) {
                change("write " + name);
                unforcedFiles.putIfAbsent(name, bytesWritten);
                int writable = (int) Math.min(bytesLeft, bytes.remaining());
                bytesLeft -= writable;
                bytesWritten += writable;
                if (writable == bytes.remaining()) {
                    file.write(bytes); // the same buffer, which may be one that the disk takes without copying
                    return;
                }
                file.write(bytes.slice().limit(writable));
                throw new DiskFullException(new IOException("simulated"));
            }
        }

        @Override
        public void force() throws IOException {
            awaitForces(name);
            synchronized (CrashingDisk.this) {
                step("force " + name);
                failForce(name);
                file.force();
                unforcedFiles.remove(name);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
