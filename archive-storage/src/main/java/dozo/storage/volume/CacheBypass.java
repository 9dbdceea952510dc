package dozo.storage.volume;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file system takes writes past the system's cache (O_DIRECT), in blocks of {@link NioDisk#BLOCK_BYTES}. Asked of
 * the file system once, by a file that is removed again; while that cannot be done the answer is no. Thread-safe.
 */
final class CacheBypass {

    private final Path root;
    private volatile @Nullable Boolean possible;

    CacheBypass(Path root) {
        this.root = root;
    }

    boolean isPossible() {
        Boolean known = possible;
        return known != null ? known : ask();
    }

    private synchronized boolean ask() {
        if (possible == null) {
            try {
                possible = Files.getFileStore(root).getBlockSize() <= NioDisk.BLOCK_BYTES && takesDirectWrite();
            } catch (IOException e) {
                // No volume there, or it takes no writes: its next use will tell what that means.
                return false;
            }
        }
        return possible;
    }

    private boolean takesDirectWrite() throws IOException {
        Path probe = root.resolve("probe-" + UUID.randomUUID());
        try {
            Files.createFile(probe);
            return canBeWritten(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static boolean canBeWritten(Path probe) {
        var block = WriteBuffers.shared().take();
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
            return channel.write(block.limit(NioDisk.BLOCK_BYTES)) == NioDisk.BLOCK_BYTES;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        } finally {
            WriteBuffers.shared().giveBack(block);
        }
    }
}
