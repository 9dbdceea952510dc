package dozo.admin.fault;

import dozo.storage.volume.Disk;
import dozo.storage.volume.DiskFile;
import dozo.storage.volume.FileStamp;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeUsage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A disk whose calls stand still while it is told so, as on a hung NFS server or a failing controller: first those that write or
 * force, then all. Thread-safe.
 */
final class StallingDisk implements Disk {

    /** Which calls stand still. */
    enum Stall {
        NOTHING,
        WRITES,
        EVERYTHING
    }

    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Stall stall = Stall.NOTHING;
    private int standing;

    StallingDisk(Path path) {
        this.disk = new NioDisk(path);
    }

    void stall(Stall now) {
        lock.lock();
        try {
            stall = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many calls stand still now. */
    int standing() {
        lock.lock();
        try {
            return standing;
        } finally {
            lock.unlock();
        }
    }

    private void pass(boolean writes) throws IOException {
        lock.lock();
        try {
            standing++;
            while (stall == Stall.EVERYTHING || (writes && stall == Stall.WRITES)) {
                if (!changed.await(1, TimeUnit.MINUTES)) {
                    throw new IOException("stood still for too long");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            standing--;
            lock.unlock();
        }
    }

    private final class StallingFile implements DiskFile {

        private final DiskFile file;

        StallingFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            pass(true);
            file.write(bytes);
        }

        @Override
        public void force() throws IOException {
            pass(true);
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        pass(true);
        return new StallingFile(disk.create(name));
    }

    @Override
    public DiskFile append(String name) throws IOException {
        pass(true);
        return new StallingFile(disk.append(name));
    }

    @Override
    public void createDirectory(String name) throws IOException {
        pass(true);
        disk.createDirectory(name);
    }

    @Override
    public void forceDirectory(String name) throws IOException {
        pass(true);
        disk.forceDirectory(name);
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
        pass(false);
        return disk.open(name);
    }

    @Override
    public FileStamp stamp(String name) throws IOException {
        pass(false);
        return disk.stamp(name);
    }

    @Override
    public List<String> list(String name) throws IOException {
        pass(false);
        return disk.list(name);
    }

    @Override
    public void delete(String name) throws IOException {
        pass(true);
        disk.delete(name);
    }

    @Override
    public VolumeUsage usage() throws IOException {
        pass(false);
        return disk.usage();
    }
}
