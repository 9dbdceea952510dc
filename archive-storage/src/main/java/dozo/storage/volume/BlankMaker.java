package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the files of objects to come on every volume of a group, and forces their names. Thread-safe. */
final class BlankMaker {

    private static final Logger LOG = LoggerFactory.getLogger(BlankMaker.class);

    /** How many numbers are tried when a path is taken already: by another process that bears the same mark. */
    private static final int ATTEMPTS = 16;

    private final StoreGroup group;
    private final LongSupplier numbers;

    /** @param numbers gives each object of the store a number of its own */
    BlankMaker(StoreGroup group, LongSupplier numbers) {
        this.group = group;
        this.numbers = numbers;
    }

    /**
     * Makes {@code count}, each name durable; fewer, at least one, when a volume failed behind the first.
     *
     * @throws OperatingFailure when a volume failed: nothing is left then
     */
    List<Blank> make(int count, WriterEpoch epoch, Instant now) throws OperatingFailure {
        List<Blank> blanks = create(count, epoch, now);
        forceNames(blanks);
        return blanks;
    }

    private List<Blank> create(int count, WriterEpoch epoch, Instant now) throws OperatingFailure {
        List<Blank> blanks = new ArrayList<>();
        try {
            while (blanks.size() < count) {
                blanks.add(create(epoch, now));
            }
        } catch (OperatingFailure e) {
            if (blanks.isEmpty()) {
                throw e;
            }
            LOG.debug("Only {} made ahead; whoever needs the next is told why.", Count.of(blanks.size(), "file"), e);
        }
        return blanks;
    }

    private Blank create(WriterEpoch epoch, Instant now) throws OperatingFailure {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectPath path = ObjectPath.of(epoch, now, numbers.getAsLong());
            Optional<List<DraftCopy>> copies = tryCreate(path);
            if (copies.isPresent()) {
                return new Blank(epoch, day(now), path, copies.get());
            }
        }
        throw new OperatingFailure(
                FailureCode.DISK_ERROR,
                "Group " + group.name() + " has files under the names that this start of the archive would give to new"
                        + " ones, so no image can be stored. Restart the archive: each start has names of its own.");
    }

    /** Empty when a file of this path is there already. */
    private Optional<List<DraftCopy>> tryCreate(ObjectPath path) throws OperatingFailure {
        List<DraftCopy> copies = new ArrayList<>();
        for (Volume volume : group.volumes()) {
            try {
                copies.add(DraftCopy.create(volume, path));
            } catch (FileAlreadyExistsException e) {
                Blank.discard(copies, e);
                return Optional.empty();
            } catch (IOException e) {
                Blank.discard(copies, e);
                throw volume.failure("a file could not be created", e);
            }
        }
        return Optional.of(copies);
    }

    private void forceNames(List<Blank> blanks) throws OperatingFailure {
        List<String> directories = blanks.stream()
                .map(blank -> blank.path().directory())
                .distinct()
                .toList();
        for (Volume volume : group.volumes()) {
            for (String directory : directories) {
                try {
                    volume.disk().forceDirectory(directory);
                } catch (IOException e) {
                    blanks.forEach(blank -> Blank.discard(blank.copies(), e));
                    throw volume.failure("the names of objects could not be forced to the disk", e);
                }
            }
        }
    }

    /** The day that the path of an object received then tells. */
    static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
