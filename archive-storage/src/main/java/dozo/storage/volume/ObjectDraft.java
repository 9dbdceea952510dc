package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ContentDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object being received: one file of its final, unique name on each volume of a group, created exclusively, written once
 * from front to back, never renamed (INV-1, INV-2). Until a journal names it, it is not published and may be discarded.
 *
 * <p>The order is: write, {@link #seal}, {@link #keep}, then the journal. Other threads may work for it, a failure of theirs
 * is told at the next call, at the latest by {@link #seal}. Used by one thread at a time but for {@link #keep}. {@link #close} discards a draft that was not kept.
 */
public final class ObjectDraft implements AutoCloseable {

    private enum Phase {
        OPEN,
        SEALED,
        KEPT,
        DISCARDED
    }

    private static final Logger LOG = LoggerFactory.getLogger(ObjectDraft.class);

    private final StoreGroup group;
    private final ObjectPath path;
    private final List<DraftCopy> copies;
    private final MessageDigest digest = ContentDigest.newMessageDigest();
    private final DraftRing ring;

    private long sizeBytes;
    private Phase phase = Phase.OPEN;

    ObjectDraft(StoreGroup group, ObjectPath path, List<DraftCopy> copies) {
        this.group = group;
        this.path = path;
        this.copies = List.copyOf(copies);
        this.ring = new DraftRing(IdleHands.shared(), digest::update, this::writeThrough);
    }

    /** The volumes it is written to. */
    public StoreGroup group() {
        return group;
    }

    public ObjectPath path() {
        return path;
    }

    /** How many bytes were written to it. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** A stream into the draft, whose failures are {@link DraftWriteException}s; closing it does nothing. */
    public OutputStream output() {
        return new DraftOutput(this);
    }

    /** @throws OperatingFailure when a volume failed; the draft can only be discarded then */
    public void write(byte[] bytes, int offset, int length) throws OperatingFailure {
        require(Phase.OPEN);
        sizeBytes += length;
        ring.put(bytes, offset, length);
    }

    /**
     * Completes the object: its length is checked and its bytes are forced, on each volume, and so is its name.
     *
     * @throws OperatingFailure when a volume failed; the draft can only be discarded then
     */
    public SealedObject seal() throws OperatingFailure {
        require(Phase.OPEN);
        ring.flush();
        for (DraftCopy copy : copies) {
            copy.seal(sizeBytes);
        }
        ring.awaitDigest();
        becomeSealed();
        ring.close();
        return new SealedObject(
                path, copies.stream().map(DraftCopy::volumeId).toList(), ContentDigest.of(digest), sizeBytes);
    }

    /** Opens what was written for reading, from the first volume that gives it; nothing more is written then. The caller closes it. */
    public SeekableByteChannel read() throws OperatingFailure {
        if (isOpen()) {
            ring.flush();
        }
        return openFirst(0);
    }

    private SeekableByteChannel openFirst(int index) throws OperatingFailure {
        try {
            return copies.get(index).volume().open(path);
        } catch (OperatingFailure e) {
            if (index + 1 == copies.size()) {
                throw e;
            }
            return openFirst(index + 1);
        }
    }

    /**
     * From here on a journal may name the object: it is never removed again. May be called on another thread than the
     * draft's, which may discard it at the same time: whoever comes first has its way.
     *
     * @return false when it was discarded before
     */
    public synchronized boolean keep() {
        if (phase == Phase.DISCARDED) {
            return false;
        }
        require(Phase.SEALED);
        phase = Phase.KEPT;
        return true;
    }

    /**
     * Removes a draft that was not kept; nothing happens to one that was.
     *
     * @throws OperatingFailure when a file could not be removed: it stays as a file that no journal names
     */
    public synchronized void discard() throws OperatingFailure {
        if (phase == Phase.KEPT || phase == Phase.DISCARDED) {
            return;
        }
        ring.close();
        phase = Phase.DISCARDED;
        OperatingFailure failure = null;
        for (DraftCopy copy : copies) {
            try {
                copy.discard();
            } catch (IOException e) {
                failure = new OperatingFailure(
                        FailureCode.DISK_ERROR,
                        "The unpublished file " + path + " on volume "
                                + copy.volume().name() + " could not be removed (" + e.getMessage()
                                + "). It takes up space and does no other harm.",
                        e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** {@link #discard}s, for the sake of tidiness only: a failure is logged. */
    @Override
    public void close() {
        ring.close();
        try {
            discard();
        } catch (OperatingFailure e) {
            LOG.warn("DOZO-{} {}", e.code().number(), e.getMessage());
        }
    }

    List<DraftCopy> copies() {
        return copies;
    }

    private synchronized boolean isOpen() {
        return phase == Phase.OPEN;
    }

    private synchronized void becomeSealed() {
        phase = Phase.SEALED;
    }

    private void writeThrough(ByteBuffer bytes) throws OperatingFailure {
        for (DraftCopy copy : copies) {
            copy.write(bytes.duplicate());
        }
    }

    private synchronized void require(Phase wanted) {
        if (phase != wanted) {
            throw new IllegalStateException("a draft that is " + phase + " is used as if it were " + wanted);
        }
    }
}
