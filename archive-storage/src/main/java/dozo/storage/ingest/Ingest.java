package dozo.storage.ingest;

import dozo.core.dataset.Attributes;
import dozo.core.encoding.Allowance;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.HeaderMemory;
import dozo.core.encoding.MemoryShortageException;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.header.Header;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.DecisionRecorder;
import dozo.storage.integrity.IndexChange;
import dozo.storage.integrity.LocationPublisher;
import dozo.storage.integrity.WrittenJournal;
import dozo.storage.journal.JournalEntry;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalWriter;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.volume.DraftWriteException;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a data set on an association to a stored object: durable on every volume of its group, journaled and indexed before
 * Success is said (INV-1), streamed with bounded memory (INV-8). Thread-safe; the owner closes it before the index.
 */
public final class Ingest implements LocationPublisher, DecisionRecorder, WrittenJournal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final Store store;
    private final ArchiveIndex index;
    private final StoredCopies copies;
    private final Quarantine quarantine;
    private final IngestSettings settings;
    private final Clock clock;
    private final HeaderMemory headers;
    private final Committer committer;

    private Ingest(
            Store store,
            ArchiveIndex index,
            StoredCopies copies,
            Quarantine quarantine,
            IngestSettings settings,
            Clock clock) {
        this.store = store;
        this.index = index;
        this.copies = copies;
        this.quarantine = quarantine;
        this.settings = settings;
        this.clock = clock;
        this.headers = new HeaderMemory(settings.headerMemory(), settings.headerWait());
        this.committer = new Committer(index, new JournalWriter(store, index.epoch(), clock), settings);
    }

    /**
     * Starts the committer. The journals' tail must have been reconciled with the index before (INV-4).
     *
     * @param copies tests what is stored already before a duplicate is answered
     */
    public static Ingest start(
            Store store,
            ArchiveIndex index,
            StoredCopies copies,
            Quarantine quarantine,
            IngestSettings settings,
            Clock clock) {
        Ingest ingest = new Ingest(store, index, copies, quarantine, settings, clock);
        ingest.committer.start();
        return ingest;
    }

    /**
     * Stores the data set of a C-STORE, or says why not. A data set that was refused for what it is goes to quarantine.
     *
     * @param dataSet read to its end unless the archive itself fails; not closed
     * @throws IOException when the sender failed before its end: nothing was stored
     */
    public StoreOutcome receive(Arrival arrival, InputStream dataSet) throws IOException {
        return receive(arrival, dataSet, true);
    }

    /** The memory for headers, to be shared with whoever else reads data sets of peers. */
    public HeaderMemory headerMemory() {
        return headers;
    }

    private StoreOutcome receive(Arrival arrival, InputStream dataSet, boolean mayQuarantine) throws IOException {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (HeaderMemory.Share memory = headers.open(arrival.peerAddress());
                ObjectDraft draft = store.begin(index.epoch(), receivedAt)) {
            ReceivedStream stream = new ReceivedStream(dataSet, draft);
            try {
                return decide(fill(draft, stream, arrival, receivedAt, memory));
            } catch (Refusal e) {
                stream.drain();
                if (mayQuarantine && stream.bytes() > 0) {
                    quarantine(draft, arrival, receivedAt, e);
                }
                return refused(e.code(), e.getMessage());
            }
        } catch (MemoryShortageException e) {
            return refused(FailureCode.TOO_BUSY, e.getMessage() + " (limit dicom.limits.header-memory)");
        } catch (DraftWriteException e) {
            return refused(e.failure().code(), e.failure().getMessage());
        } catch (OperatingFailure e) {
            return refused(e.code(), e.getMessage());
        }
    }

    private Proposal.NewObject fill(
            ObjectDraft draft, ReceivedStream stream, Arrival arrival, Instant receivedAt, Allowance memory)
            throws IOException, OperatingFailure, Refusal {
        FileMeta meta = new FileMeta(
                arrival.sopClassUid().orElse(arrival.abstractSyntax()),
                // What has no valid UID never becomes an object; its file in quarantine needs one all the same.
                arrival.sopInstanceUid().orElseGet(Uid::random),
                arrival.syntax());
        draft.output().write(meta.encode());
        Attributes header = ReceivedHeader.read(stream, arrival.syntax(), settings.headerLimits(), memory);
        IdentifiedInstance identifiers = IdentifiedInstance.of(header, arrival);
        Header filed = Header.of(header, identifiers.studyInstanceUid(), identifiers.seriesInstanceUid());
        return new Proposal.NewObject(draft, draft.seal(), identifiers, arrival, receivedAt, filed);
    }

    private StoreOutcome decide(Proposal.NewObject object) throws OperatingFailure {
        Verdict verdict = committer.submit(object);
        if (verdict instanceof Verdict.Published published) {
            return published.object().version() == 1
                    ? new StoreOutcome.Stored(published.object())
                    : new StoreOutcome.NewVersion(published.object());
        }
        if (verdict instanceof Verdict.Duplicate duplicate) {
            return alreadyStored(object, duplicate.known());
        }
        throw failureOf(verdict);
    }

    /** The sender will drop its copy on Success: so what is stored is read again, and where it is bad the new bytes stay. */
    private StoreOutcome alreadyStored(Proposal.NewObject object, StoredInstance known) throws OperatingFailure {
        long goodVolumes = copies.good(known).stream()
                .map(ObjectLocation::volume)
                .distinct()
                .count();
        if (goodVolumes < object.draft().group().volumes().size()) {
            LOG.error(
                    "DOZO-{} instance {} was sent again and its stored copies are good on {} only: the new bytes"
                            + " are kept beside them.",
                    FailureCode.OBJECT_CORRUPT.number(),
                    object.sopInstanceUid(),
                    Count.of(goodVolumes, "volume"));
            keepInPlace(object, known);
        }
        return new StoreOutcome.AlreadyStored(known.object());
    }

    private void keepInPlace(Proposal.NewObject object, StoredInstance known) throws OperatingFailure {
        List<LocationAddedEntry> entries = object.sealed().volumes().stream()
                .map(volume -> new LocationAddedEntry(
                        object.sopInstanceUid(),
                        known.object().version(),
                        object.sealed().digest(),
                        new ObjectLocation(volume, object.sealed().path()),
                        LocationAddedEntry.Reason.RESENT,
                        object.receivedAt()))
                .toList();
        Verdict verdict = committer.submit(new Proposal.FurtherCopies(object.draft(), entries, true));
        if (!(verdict instanceof Verdict.Recorded)) {
            throw failureOf(verdict);
        }
    }

    @Override
    public void publish(ObjectDraft copy, LocationAddedEntry entry) throws OperatingFailure {
        Verdict verdict = committer.submit(new Proposal.FurtherCopies(copy, List.of(entry), false));
        if (!(verdict instanceof Verdict.Recorded)) {
            throw failureOf(verdict);
        }
    }

    @Override
    public void record(List<? extends JournalEntry> entries, IndexChange change) throws OperatingFailure {
        List<Fact> facts = new ArrayList<>();
        for (JournalEntry entry : entries) {
            facts.add(new Fact.Decided(entry, facts.size() + 1 == entries.size() ? change : IndexChange.NONE));
        }
        Verdict verdict = committer.submit(new Proposal.Facts(facts));
        if (!(verdict instanceof Verdict.Recorded)) {
            throw failureOf(verdict);
        }
    }

    private static OperatingFailure failureOf(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.failure();
        }
        throw new IllegalStateException("no verdict on such a proposal: " + verdict);
    }

    private void quarantine(ObjectDraft draft, Arrival arrival, Instant at, Refusal refusal) throws OperatingFailure {
        try (SeekableByteChannel data = draft.read()) {
            long sizeBytes = data.size();
            quarantine.add(
                    data,
                    at,
                    id -> new QuarantineEntry(
                            id,
                            refusal.code(),
                            refusal.getMessage(),
                            at,
                            arrival.calling().value(),
                            arrival.called().value(),
                            arrival.peerAddress(),
                            arrival.abstractSyntax(),
                            arrival.syntax().uid(),
                            arrival.sopClassUid(),
                            arrival.sopInstanceUid(),
                            sizeBytes));
        } catch (IOException e) {
            LOG.warn("A refused data set could not be read back for quarantine: {}", e.getMessage());
        }
    }

    /**
     * Stores what is in quarantine, by the data set's own word on what it is; it leaves quarantine when that succeeds.
     *
     * @throws OperatingFailure when the quarantine's file cannot be read
     */
    public StoreOutcome retry(QuarantineEntry entry) throws OperatingFailure {
        try {
            Arrival arrival = QuarantinedDataSet.arrival(quarantine, entry, settings.headerLimits());
            StoreOutcome outcome;
            try (InputStream dataSet = QuarantinedDataSet.open(quarantine, entry)) {
                outcome = receive(arrival, dataSet, false);
            }
            if (!(outcome instanceof StoreOutcome.Refused)) {
                quarantine.remove(entry);
            }
            return outcome;
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The file of " + entry.id() + " in quarantine cannot be read (" + e.getMessage()
                            + "). It stays there.",
                    e);
        }
    }

    @Override
    public boolean isWriting(JournalName journal) {
        return committer.isWriting(journal);
    }

    @Override
    public void inspect() {
        committer.inspectJournal();
    }

    /** How many objects wait for their commit now. */
    public int waiting() {
        return committer.waiting();
    }

    private static StoreOutcome refused(FailureCode code, String detail) {
        LOG.warn("DOZO-{} a C-STORE was refused: {}", code.number(), detail);
        return new StoreOutcome.Refused(code, detail);
    }

    /** Commits what waits, then ends; what arrives later is refused. */
    @Override
    public void close() {
        committer.close();
    }
}
