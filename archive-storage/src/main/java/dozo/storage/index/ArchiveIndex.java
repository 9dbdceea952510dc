package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.control.AeTable;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.VolumeTable;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.index.query.RowConsumer;
import dozo.storage.index.query.SelectionSummary;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The index of everything stored. Opening it takes the writer's role (INV-3). Thread-safe; closed by whoever opened it,
 * after everything that uses it.
 *
 * <p>Every method that reaches the database throws {@link OperatingFailure} with INDEX_UNAVAILABLE when the database cannot
 * be reached or does not answer in time, and INDEX_SCHEMA_UNFIT when its tables are not of this program's version.
 */
public interface ArchiveIndex extends AutoCloseable {

    /**
     * Connects, takes the role, brings the schemas up to date and draws a new epoch.
     *
     * @throws OperatingFailure NOT_ACTIVE when another process holds the role and keeps it for
     *     {@code limits.roleWait()}
     * @throws IllegalArgumentException when the address is neither of H2 nor of PostgreSQL
     */
    static ArchiveIndex open(IndexConfig config, IndexLimits limits, Clock clock) throws OperatingFailure {
        return open(config, limits, 0, clock);
    }

    /**
     * The same, drawing an epoch above {@code knownEpoch}: one that the journals bear, though the database may have been
     * restored to a state before it. So the order of epochs is the order of facts.
     */
    static ArchiveIndex open(IndexConfig config, IndexLimits limits, long knownEpoch, Clock clock)
            throws OperatingFailure {
        return DatabaseIndex.open(config, limits, knownEpoch, clock);
    }

    /** What this process was promoted to when it opened the index. */
    WriterEpoch epoch();

    /** Whether the role is still held, as far as this process can see without asking the database. */
    boolean isActive();

    /**
     * Whether the disk closed an embedded database under this process, and takes writes again. Since the last commits are lost
     * then, nothing can be written until the archive is closed and opened anew, which reads the journals. Asks the database
     * and its disk.
     */
    boolean canOnlyBeReopened();

    /** Begins a write transaction. One at a time: a second caller waits for the first one's end. */
    IndexBatch begin() throws OperatingFailure;

    /**
     * Hands every matching row to {@code consumer}, on the calling thread, reading in pages: no connection is held while
     * the consumer works, and memory does not grow with the number of rows.
     *
     * @throws IOException whatever the consumer threw
     */
    FindSummary find(IndexQuery query, RowConsumer consumer) throws OperatingFailure, IOException;

    /** The current versions selected, by patient, study, series and order of arrival. */
    InstanceStream instances(RetrieveSelection selection) throws OperatingFailure;

    /** How many current versions are selected, by SOP class and transfer syntax. */
    SelectionSummary summary(RetrieveSelection selection) throws OperatingFailure;

    /**
     * Every version selected, current or not, for commands that show or verify a study: one that was replaced from another
     * study is selected by the study that it names itself. Reads in pages, as {@link #find} does.
     */
    void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) throws OperatingFailure;

    /**
     * Every version of which one volume holds a copy and none of {@code others} holds one that was made on receipt, so that it
     * need not stand in their journals; in no particular order. Looks at every copy there is, which takes long.
     */
    void versionsReceivedOnlyOn(VolumeId volume, Set<VolumeId> others, Consumer<KnownVersion> consumer)
            throws OperatingFailure;

    /** How many bytes of each journal have been applied, by the journal's name. */
    Map<String, Long> journalPositions() throws OperatingFailure;

    /** Conflicts, oldest first, skipping {@code offset} and at most {@code limit}. */
    List<Conflict> conflicts(long offset, int limit) throws OperatingFailure;

    IndexCounts counts() throws OperatingFailure;

    /**
     * Begins to build the index anew beside the present one, or continues an interrupted rebuild. One at a time.
     *
     * @throws OperatingFailure TOO_BUSY when another rebuild has not been closed
     */
    IndexRebuild rebuild() throws OperatingFailure;

    /** AE entries added by command. */
    AeTable applicationEntities();

    /** The identities of volumes. */
    VolumeTable volumes();

    /** Storage Commitment transactions under way. */
    CommitmentTable commitments();

    /**
     * Gives the role back and disconnects. Whoever still reads or writes, or comes later, fails with NOT_ACTIVE. Never throws.
     */
    @Override
    void close();
}
