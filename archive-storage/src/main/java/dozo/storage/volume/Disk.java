package dozo.storage.volume;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * The one door to a volume's disk: every byte that Dozo writes to or reads from a volume passes here, so that tests can
 * record what was forced, refuse, corrupt, or cut the power.
 *
 * <p>Names are relative to the volume's root, with forward slashes, without {@code .}, {@code ..} or empty parts; the root
 * itself is the empty name. A new file survives a power cut once it was forced <em>and</em> its directory was forced. There
 * is no way to rename, and none to open an existing file for writing except {@link #append}, which serves journals only
 * (INV-2). Implementations are thread-safe, except that each file has one writer.
 */
public interface Disk {

    /**
     * Creates a file for writing; the caller closes it.
     *
     * @throws java.nio.file.FileAlreadyExistsException when anything has this name
     * @throws java.nio.file.NoSuchFileException when its directory is not there: none is created
     * @throws DiskFullException when there is no space
     * @throws DiskReadOnlyException when the file system takes no writes
     */
    DiskFile create(String name) throws IOException;

    /**
     * Opens an existing journal to write behind its end; the caller closes it.
     *
     * @throws IllegalArgumentException when {@code name} is not that of a journal
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    DiskFile append(String name) throws IOException;

    /**
     * Creates a directory in an existing one.
     *
     * @throws java.nio.file.FileAlreadyExistsException when anything has this name
     * @throws java.nio.file.NoSuchFileException when the directory around it is not there
     */
    void createDirectory(String name) throws IOException;

    /** Makes the entries of a directory, though not the content of its files, survive a power cut. */
    void forceDirectory(String name) throws IOException;

    /** Opens a file for reading; the caller closes it. @throws java.nio.file.NoSuchFileException when there is none */
    SeekableByteChannel open(String name) throws IOException;

    /** How long a file is, and what tells whether it is still the one that was read. @throws java.nio.file.NoSuchFileException when there is none */
    FileStamp stamp(String name) throws IOException;

    /** The names in a directory, without the path to it, sorted. @throws java.nio.file.NoSuchFileException when none */
    List<String> list(String name) throws IOException;

    /** Removes a file that was never published: a discarded draft or a probe. Nothing happens when there is none. */
    void delete(String name) throws IOException;

    /** Size and free space of the file system now. */
    VolumeUsage usage() throws IOException;
}
