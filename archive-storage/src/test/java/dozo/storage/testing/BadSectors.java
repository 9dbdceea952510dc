package dozo.storage.testing;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dozo.storage.volume.Disk;
import dozo.storage.volume.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Disks of which parts cannot be read any more: a read that comes to a bad sector ends before it, one that begins in it fails, and
 * a directory that lies in one cannot be listed. What is elsewhere is read and written as ever. Thread-safe.
 */
public final class BadSectors {

    private static final int SECTOR_BYTES = 512;

    private final Map<Path, Long> files = new ConcurrentHashMap<>();
    private final Set<Path> directories = ConcurrentHashMap.newKeySet();

    /** The sector of this file in which the byte {@code offset} lies goes bad. One for each file. */
    public void spoil(Path file, long offset) {
        files.put(file, offset / SECTOR_BYTES * SECTOR_BYTES);
    }

    public void spoilDirectory(Path directory) {
        directories.add(directory);
    }

    /** All can be read again. */
    public void heal() {
        files.clear();
        directories.clear();
    }

    /** The disk of a volume. */
    public Disk disk(Path root) {
        Disk sound = new NioDisk(root);
        Disk disk = mock(Disk.class, withSettings().stubOnly().defaultAnswer(delegatesTo(sound)));
        try {
            doAnswer(call -> channel(root.resolve(call.<String>getArgument(0)), sound.open(call.getArgument(0))))
                    .when(disk)
                    .open(anyString());
            doAnswer(call -> {
                        if (directories.contains(root.resolve(call.<String>getArgument(0)))) {
                            throw new IOException("Input/output error");
                        }
                        return sound.list(call.getArgument(0));
                    })
                    .when(disk)
                    .list(anyString());
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read by stubbing", e);
        }
        return disk;
    }

    private SeekableByteChannel channel(Path file, SeekableByteChannel sound) throws IOException {
        SeekableByteChannel channel =
                mock(SeekableByteChannel.class, withSettings().stubOnly().defaultAnswer(delegatesTo(sound)));
        doAnswer(call -> read(file, sound, call.getArgument(0))).when(channel).read(any());
        return channel;
    }

    private int read(Path file, SeekableByteChannel sound, ByteBuffer target) throws IOException {
        long bad = files.getOrDefault(file, Long.MAX_VALUE);
        long position = sound.position();
        boolean isBehind = position >= bad + SECTOR_BYTES || position >= sound.size();
        if (isBehind || position + target.remaining() <= bad) {
            return sound.read(target);
        }
        if (position >= bad) {
            throw new IOException("Input/output error");
        }
        int limit = target.limit();
        target.limit(target.position() + (int) (bad - position));
        int count = sound.read(target);
        target.limit(limit);
        return count;
    }
}
