package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out stored objects, each only after all of its bytes were held against the digest taken on receipt (INV-5). A copy
 * that is missing or corrupt is passed over for the next one, reported, and replaced from the good one. Thread-safe.
 */
public final class ObjectSource {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectSource.class);

    private static final Throttle UNLIMITED = Throttle.of(0);

    private final CopyCheck test;
    private final Damage.Listener damage;
    private final ObjectMemory memory;
    private final Imprints imprints;

    /**
     * A source that reports damage to the log only, for commands that must not write; and that tests by SHA-256 each time, for
     * those who copy.
     */
    public ObjectSource(Store store) {
        this(store, Damage.Listener.NONE, ObjectMemory.shared(), Imprints.NONE);
    }

    /**
     * A source for those who hand out the same objects again and again: it tests by SHA-256 once, and by {@link Imprints} after
     * that, for as long as it remembers.
     *
     * @param repairs takes over the repair of what is found damaged; stays the caller's to close
     */
    public ObjectSource(Store store, RepairQueue repairs) {
        this(store, repairs::found, ObjectMemory.shared(), Imprints.ofUsualSize());
    }

    ObjectSource(Store store, Damage.Listener damage, ObjectMemory memory, Imprints imprints) {
        this.test = new CopyCheck(store);
        this.damage = damage;
        this.memory = memory;
        this.imprints = imprints;
    }

    /**
     * Opens the first copy that passes its test; the caller closes it.
     *
     * @throws OperatingFailure OBJECT_CORRUPT or OBJECT_MISSING when no copy is good; why a volume cannot be read when
     *     that leaves it open whether a good copy exists
     */
    public VerifiedObject open(StoredInstance instance) throws OperatingFailure {
        List<CopyVerdict.Bad> bad = new ArrayList<>();
        List<OperatingFailure> unavailable = new ArrayList<>();
        for (ObjectLocation location : CopyOrder.newestFirst(instance.locations())) {
            Attempt attempt = attempt(instance.object(), location);
            if (attempt.opened() != null) {
                report(instance, bad, location);
                return attempt.opened();
            }
            if (attempt.verdict() instanceof CopyVerdict.Bad failed) {
                bad.add(failed);
                log(instance.object(), failed);
            } else if (attempt.verdict() instanceof CopyVerdict.Unavailable offline) {
                unavailable.add(offline.failure());
            }
        }
        throw failure(instance.object(), bad, unavailable);
    }

    /** The copies that pass their test now, each read whole, none repaired. */
    public List<ObjectLocation> goodCopies(StoredInstance instance) {
        return instance.locations().stream()
                .filter(location -> test.test(instance.object(), location, UNLIMITED) instanceof CopyVerdict.Good)
                .toList();
    }

    /** Either an object opened, or the verdict on why not. */
    private record Attempt(@Nullable VerifiedObject opened, @Nullable CopyVerdict verdict) {}

    private Attempt attempt(StoredObject object, ObjectLocation location) {
        CopyCheck.OpenCopy copy;
        try {
            copy = test.open(location);
        } catch (OperatingFailure e) {
            return new Attempt(null, test.verdict(location, e));
        }
        try {
            Optional<BytesInMemory> room = memory.lend(object.sizeBytes());
            return room.isPresent()
                    ? fromMemory(object, location, copy.channel(), room.get())
                    : fromDisk(object, location, copy.channel());
        } catch (IOException e) {
            return new Attempt(null, test.verdict(location, copy.volume().failure("an object could not be read", e)));
        }
    }

    private Attempt fromMemory(
            StoredObject object, ObjectLocation location, SeekableByteChannel channel, BytesInMemory bytes)
            throws IOException {
        boolean good = false;
        try (channel) {
            long size = channel.size();
            good = bytes.fill(channel, imprints.test(object.digest())) && size == object.sizeBytes();
            return good
                    ? new Attempt(VerifiedObject.of(object, location, bytes), null)
                    : new Attempt(null, CopyCheck.corrupt(location, size, object));
        } finally {
            if (!good) {
                bytes.close();
            }
        }
    }

    private Attempt fromDisk(StoredObject object, ObjectLocation location, SeekableByteChannel channel)
            throws IOException {
        CopyVerdict verdict;
        try {
            verdict = test.test(object, location, channel, imprints.test(object.digest()), UNLIMITED);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        if (verdict instanceof CopyVerdict.Good) {
            return new Attempt(VerifiedObject.of(object, location, new BytesOnDisk(object, channel, imprints)), null);
        }
        channel.close();
        return new Attempt(null, verdict);
    }

    private void report(StoredInstance instance, List<CopyVerdict.Bad> bad, ObjectLocation good) {
        List<CopyVerdict.Bad> elsewhere = bad.stream()
                .filter(b -> !b.location().volume().equals(good.volume()))
                .toList();
        if (!elsewhere.isEmpty()) {
            damage.found(new Damage(instance, elsewhere, new CopyVerdict.Good(good)));
        }
    }

    static void log(StoredObject object, CopyVerdict.Bad bad) {
        LOG.error(
                "DOZO-{} copy {} on volume {} of instance {} version {} cannot be used: {}. Another copy is tried.",
                bad.code().number(),
                bad.location().path(),
                bad.location().volume(),
                object.sopInstanceUid(),
                object.version(),
                bad.detail());
    }

    private static OperatingFailure failure(
            StoredObject object, List<CopyVerdict.Bad> bad, List<OperatingFailure> unavailable) {
        if (!unavailable.isEmpty()) {
            OperatingFailure first = unavailable.get(0);
            unavailable.stream().skip(1).forEach(first::addSuppressed);
            return first;
        }
        boolean corrupt = bad.stream().anyMatch(b -> b.code() == FailureCode.OBJECT_CORRUPT);
        return new OperatingFailure(
                corrupt ? FailureCode.OBJECT_CORRUPT : FailureCode.OBJECT_MISSING,
                "No good copy of instance " + object.sopInstanceUid() + " version " + object.version() + " is left: "
                        + bad.size() + " tried. It is not handed out. Bring " + object.path()
                        + " back from a backup, or let its sender send it again; run: dozo verify");
    }
}
