package dozo.storage.index.batch;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.header.Header;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One write transaction on the index, under the fence (INV-3): as long as it is open no other process can write. Made for
 * a group of objects at once; costs a few statements however many there are. Not thread-safe; close it always.
 *
 * <p>Failures are {@link OperatingFailure}s of code NOT_ACTIVE when another process has taken over, INDEX_UNAVAILABLE when
 * the database did not do it or its outcome is not known. After a failure only {@link #close()} is left; the caller must
 * not answer Success for anything in the batch, and may try again in another one.
 */
public interface IndexBatch extends AutoCloseable {

    /**
     * Every version known of these instances, in ascending order of version, as of this transaction, without what was
     * added to this batch. Instances not known have no entry.
     */
    Map<Uid, List<KnownVersion>> versionsOf(Collection<Uid> sopInstanceUids) throws OperatingFailure;

    /**
     * Files a version. The highest version of an instance becomes its current one, in whatever order they are added. An
     * object already known by its path is passed over, so applying a journal line twice is harmless.
     *
     * <p>Two journals may claim one version number: when one was not at hand as the other was written, and the database did
     * not know of it either. Equal bytes are then a further copy. Other bytes get the next free number, become current only
     * when they were received behind what is current, and leave a conflict VERSION_CLAIMED_TWICE.
     *
     * @param header of the data set up to, at least, its patient, study, series and instance attributes; not kept
     */
    void addStored(StoredObject object, Header header) throws OperatingFailure;

    /**
     * Records a further copy, of the version with its digest: the number alone may have been claimed twice. One already known
     * is passed over, as is one of a version that is not known.
     */
    void addLocation(LocationAddedEntry added) throws OperatingFailure;

    /** Records that all lines of the journal up to there are part of the index once this batch has been committed. */
    void position(JournalPosition position) throws OperatingFailure;

    /**
     * Forgets how far a journal was applied, as if it had never been: it is gone for good, and nobody shall wait for it. What it
     * told stays.
     */
    void forget(String journal) throws OperatingFailure;

    /**
     * Sends everything to the database, so that only {@link #commit} is left to do; nothing may be added behind this. No reader
     * sees anything of it yet.
     */
    void write() throws OperatingFailure;

    /** Writes everything that was not yet and commits. Durable, and visible to every reader, once this returns. */
    void commit() throws OperatingFailure;

    /** Rolls back what was not committed. Never throws: a connection that cannot roll back is thrown away. */
    @Override
    void close();
}
