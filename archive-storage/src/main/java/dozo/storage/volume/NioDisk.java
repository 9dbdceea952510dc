package dozo.storage.volume;

import com.sun.nio.file.ExtendedOpenOption;
import dozo.core.value.ByteSize;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A directory of the operating system, reached by NIO. */
public final class NioDisk implements Disk {

    /** What writes past the system's cache are multiples of, and where their buffers begin; no disk asks for more. */
    static final int BLOCK_BYTES = 4096;

    private static final String JOURNALS = "journal/";
    private static final String OBJECTS = "objects/";

    private final Path root;
    private final CacheBypass bypass;

    /** @param root need not be there yet: a volume may be mounted later */
    public NioDisk(Path root) {
        this.root = root;
        this.bypass = new CacheBypass(root);
    }

    /** Objects go past the system's cache where the file system allows: what is stored now is seldom read soon. */
    @Override
    public DiskFile create(String name) throws IOException {
        Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        boolean direct = name.startsWith(OBJECTS) && bypass.isPossible();
        if (direct) {
            options.add(ExtendedOpenOption.DIRECT);
        }
        return openForWriting(name, options, direct);
    }

    @Override
    public DiskFile append(String name) throws IOException {
        if (!name.startsWith(JOURNALS)) {
            throw new IllegalArgumentException("only journals are ever appended to (INV-2)");
        }
        return openForWriting(name, Set.of(StandardOpenOption.APPEND), false);
    }

    private DiskFile openForWriting(String name, Set<? extends OpenOption> options, boolean direct) throws IOException {
        Path path = resolve(name);
        try {
            FileChannel channel = FileChannel.open(path, options);
            return direct ? new DirectDiskFile(channel, this) : new NioDiskFile(channel, this);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    @Override
    public void createDirectory(String name) throws IOException {
        try {
            Files.createDirectory(resolve(name));
        } catch (IOException e) {
            throw explain(e);
        }
    }

    @Override
    public void forceDirectory(String name) throws IOException {
        try (FileChannel directory = FileChannel.open(resolve(name), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
        return FileChannel.open(resolve(name), StandardOpenOption.READ);
    }

    @Override
    public FileStamp stamp(String name) throws IOException {
        BasicFileAttributes file = Files.readAttributes(resolve(name), BasicFileAttributes.class);
        return new FileStamp(
                Objects.requireNonNullElseGet(file.fileKey(), Object::new), file.lastModifiedTime(), file.size());
    }

    @Override
    public List<String> list(String name) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(name))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            Files.deleteIfExists(resolve(name));
        } catch (IOException e) {
            throw explain(e);
        }
    }

    @Override
    public VolumeUsage usage() throws IOException {
        File file = root.toFile();
        long total = file.getTotalSpace();
        if (total == 0) {
            throw new NoSuchFileException(root.toString());
        }
        return new VolumeUsage(ByteSize.ofBytes(total), ByteSize.ofBytes(file.getUsableSpace()));
    }

    private Path resolve(String name) {
        if (name.isEmpty()) {
            return root;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a name on a volume");
            }
        }
        return root.resolve(name);
    }

    /** Tells a full and a read-only file system from other errors. */
    IOException explain(IOException error) {
        return DiskErrors.explain(error, root);
    }
}
