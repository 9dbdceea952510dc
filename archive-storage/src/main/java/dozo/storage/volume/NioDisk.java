package dozo.storage.volume;

import dozo.core.value.ByteSize;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A directory of the operating system, reached by NIO. */
public final class NioDisk implements Disk {

    private static final String JOURNALS = "journal/";

    private final Path root;

    /** @param root need not be there yet: a volume may be mounted later */
    public NioDisk(Path root) {
        this.root = root;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return openForWriting(name, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile append(String name) throws IOException {
        if (!name.startsWith(JOURNALS)) {
            throw new IllegalArgumentException("only journals are ever appended to (INV-2)");
        }
        return openForWriting(name, Set.of(StandardOpenOption.APPEND));
    }

    private DiskFile openForWriting(String name, Set<StandardOpenOption> options) throws IOException {
        Path path = resolve(name);
        try {
            return new NioDiskFile(FileChannel.open(path, options), this);
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
