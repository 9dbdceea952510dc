package dozo.storage.ingest;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that keeps what arrived and could not be filed, each data set as a Part 10 file with a JSON file beside it that
 * says why, until somebody looks at it and has it stored or takes it away (INV-9). Nothing in it is removed to make room: when
 * it is full, a data set is dropped and its refusal stays. Thread-safe.
 */
public final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{9}Z-\\d{1,9}");
    private static final String DATA = ".dcm";
    private static final String SIDECAR = ".json";
    private static final int MAX_SIDECAR_BYTES = 64 * 1024;
    private static final int ATTEMPTS = 1000;

    private final Path directory;
    private final ByteSize limit;
    private final AtomicLong usedBytes = new AtomicLong();

    private Quarantine(Path directory, ByteSize limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /**
     * Opens the quarantine, making its directory when there is none.
     *
     * @param limit most bytes of data sets kept in it
     * @throws OperatingFailure when the directory cannot be made or read
     */
    public static Quarantine open(Path directory, ByteSize limit) throws OperatingFailure {
        Quarantine quarantine = new Quarantine(directory, limit);
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + DATA)) {
                for (Path file : files) {
                    quarantine.usedBytes.addAndGet(Files.size(file));
                }
            }
            return quarantine;
        } catch (IOException e) {
            throw failure("could not be opened", e);
        }
    }

    /**
     * Keeps a data set.
     *
     * @param entry makes the entry of the id that is drawn for it
     * @return the entry; empty when there was no room, or the disk failed: that is logged, and nothing else follows
     */
    Optional<QuarantineEntry> add(SeekableByteChannel data, Instant at, Function<String, QuarantineEntry> entry) {
        try {
            long bytes = data.size();
            if (!reserve(bytes)) {
                LOG.warn(
                        "DOZO-{} the quarantine has no room for {}: a refused data set was dropped. Look at it with:"
                                + " dozo quarantine list",
                        FailureCode.VOLUME_FULL.number(),
                        ByteSize.ofBytes(bytes));
                return Optional.empty();
            }
            try {
                return Optional.of(write(data, at, entry));
            } catch (IOException e) {
                usedBytes.addAndGet(-bytes);
                throw e;
            }
        } catch (IOException e) {
            LOG.error(
                    "DOZO-{} a refused data set could not be put into quarantine: {}",
                    FailureCode.DISK_ERROR.number(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private boolean reserve(long bytes) {
        if (usedBytes.addAndGet(bytes) <= limit.bytes()) {
            return true;
        }
        usedBytes.addAndGet(-bytes);
        return false;
    }

    /** The data first, what explains them last: a file without explanation is passed over. */
    private QuarantineEntry write(SeekableByteChannel data, Instant at, Function<String, QuarantineEntry> entry)
            throws IOException {
        FreshFile fresh = create(at);
        try (FileChannel file = fresh.channel()) {
            Channels.newInputStream(data.position(0)).transferTo(Channels.newOutputStream(file));
            file.force(true);
            QuarantineEntry made = entry.apply(fresh.id());
            Files.write(sidecar(fresh.id()), QuarantineSidecar.encode(made), StandardOpenOption.CREATE_NEW);
            return made;
        } catch (IOException e) {
            Files.deleteIfExists(data(fresh.id()));
            throw e;
        }
    }

    private record FreshFile(String id, FileChannel channel) {}

    private FreshFile create(Instant at) throws IOException {
        int number = 1;
        while (true) {
            String id = TIME.format(at) + "-" + number;
            try {
                return new FreshFile(
                        id, FileChannel.open(data(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                number++;
                if (number > ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** All entries, oldest first; what has no readable sidecar is passed over and logged. */
    public List<QuarantineEntry> list() throws OperatingFailure {
        List<QuarantineEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SIDECAR)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - SIDECAR.length());
                if (ID.matcher(id).matches()) {
                    read(id).ifPresent(entries::add);
                }
            }
        } catch (IOException e) {
            throw failure("could not be listed", e);
        }
        entries.sort(Comparator.comparing(QuarantineEntry::receivedAt).thenComparing(QuarantineEntry::id));
        return entries;
    }

    /** One entry; empty when there is none of this id. */
    public Optional<QuarantineEntry> entry(String id) throws OperatingFailure {
        return ID.matcher(id).matches() && Files.exists(sidecar(id)) ? read(id) : Optional.empty();
    }

    private Optional<QuarantineEntry> read(String id) throws OperatingFailure {
        try (InputStream in = Files.newInputStream(sidecar(id))) {
            return Optional.of(QuarantineSidecar.decode(in.readNBytes(MAX_SIDECAR_BYTES)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The quarantine's file {} cannot be understood: {}", sidecar(id), e.getMessage());
            return Optional.empty();
        }
    }

    /** Opens the Part 10 file of an entry; the caller closes it. */
    public InputStream open(QuarantineEntry entry) throws OperatingFailure {
        try {
            return Files.newInputStream(data(entry.id()));
        } catch (IOException e) {
            throw failure("has no data for " + entry.id(), e);
        }
    }

    /** Where the Part 10 file of an entry lies, to show to an operator. */
    public Path file(QuarantineEntry entry) {
        return data(entry.id());
    }

    /** Takes an entry out, after it was stored or by an operator's word. */
    public void remove(QuarantineEntry entry) throws OperatingFailure {
        try {
            Files.deleteIfExists(sidecar(entry.id()));
            long bytes = Files.exists(data(entry.id())) ? Files.size(data(entry.id())) : 0;
            if (Files.deleteIfExists(data(entry.id()))) {
                usedBytes.addAndGet(-bytes);
            }
        } catch (IOException e) {
            throw failure("could not let go of " + entry.id(), e);
        }
    }

    /** How many bytes of data sets are kept. */
    public ByteSize used() {
        return ByteSize.ofBytes(usedBytes.get());
    }

    private Path data(String id) {
        return directory.resolve(id + DATA);
    }

    private Path sidecar(String id) {
        return directory.resolve(id + SIDECAR);
    }

    private static OperatingFailure failure(String what, IOException cause) {
        return new OperatingFailure(
                FailureCode.DISK_ERROR,
                "The quarantine directory " + what + " (" + cause.getMessage() + "). Stored images are not touched by"
                        + " this. Look at the directory and its disk.",
                cause);
    }
}
