package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one group's objects before they have a byte, each name already durable on every volume. While objects come
 * quickly several are made at a time, so that one force of the directory serves all of them; a single object gets the one
 * it needs. What is left over is removed when its day or its disk is no longer the present one, and at the end. Thread-safe.
 */
final class BlankObjects implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlankObjects.class);

    /** Most files made at a time: with more, forcing their directory is hardly a cost any more. */
    private static final int MOST = 16;

    /** After so many singles, each soon after the one before, they count as coming quickly. */
    private static final int SINGLES = 8;

    /** What is used up within this time, when objects come quickly, is made again in twice the number. */
    private static final Duration QUICKLY = Duration.ofSeconds(1);

    /** How many numbers are tried when a path is taken already: by another process that bears the same mark. */
    private static final int ATTEMPTS = 16;

    /** A file on each volume of the group, with the writer and the day that its path tells. */
    private record Blank(WriterEpoch epoch, LocalDate day, ObjectPath path, List<DraftCopy> copies) {

        /** No longer, if a volume was away: the open file may be one of a disk that is no longer there. */
        boolean fits(WriterEpoch writer, LocalDate today) {
            return epoch.equals(writer) && day.equals(today) && copies.stream().noneMatch(DraftCopy::isStale);
        }
    }

    private final StoreGroup group;
    private final LongSupplier numbers;
    private final Deque<Blank> ready = new ArrayDeque<>();
    private Instant madeAt = Instant.MIN;
    private int made;
    private int singles;

    /** @param numbers gives each object of the store a number of its own */
    BlankObjects(StoreGroup group, LongSupplier numbers) {
        this.group = group;
        this.numbers = numbers;
    }

    /**
     * A draft on volumes that have just been required to be writable; the caller closes it.
     *
     * @throws OperatingFailure when a volume failed
     */
    ObjectDraft take(WriterEpoch epoch, Instant receivedAt) throws OperatingFailure {
        Blank blank = next(epoch, receivedAt);
        return new ObjectDraft(group, blank.path(), blank.copies());
    }

    private synchronized Blank next(WriterEpoch epoch, Instant now) throws OperatingFailure {
        LocalDate today = day(now);
        while (!ready.isEmpty() && !ready.element().fits(epoch, today)) {
            remove(ready.remove());
        }
        if (ready.isEmpty()) {
            make(epoch, now);
        }
        return ready.remove();
    }

    private void make(WriterEpoch epoch, Instant now) throws OperatingFailure {
        List<Blank> blanks = create(count(now), epoch, now);
        forceNames(blanks);
        ready.addAll(blanks);
        made = blanks.size();
        madeAt = now;
    }

    private int count(Instant now) {
        boolean soon = !now.isBefore(madeAt) && madeAt.isAfter(now.minus(QUICKLY));
        singles = soon ? Math.min(SINGLES, singles + 1) : 0;
        return singles == SINGLES ? Math.min(MOST, 2 * made) : 1;
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
            LOG.debug("Only {} files were made ahead; whoever needs the next is told why.", blanks.size(), e);
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
                discard(copies, e);
                return Optional.empty();
            } catch (IOException e) {
                discard(copies, e);
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
                    volume.forceDirectory(directory);
                } catch (IOException e) {
                    blanks.forEach(blank -> discard(blank.copies(), e));
                    throw volume.failure("the names of objects could not be forced to the disk", e);
                }
            }
        }
    }

    private static void discard(List<DraftCopy> copies, Exception cause) {
        for (DraftCopy copy : copies) {
            try {
                copy.discard();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private static void remove(Blank blank) {
        IOException failures = new IOException("it was to be removed");
        discard(blank.copies(), failures);
        if (failures.getSuppressed().length > 0) {
            LOG.info("The empty file {} was not removed; it does no harm.", blank.path(), failures);
        }
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Removes what is left over; objects may be begun again afterwards. */
    @Override
    public synchronized void close() {
        ready.forEach(BlankObjects::remove);
        ready.clear();
        madeAt = Instant.MIN;
    }
}
