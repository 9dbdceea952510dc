package dozo.storage.index.table;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.index.database.Pen;
import dozo.storage.index.header.Header;
import dozo.storage.index.header.RowAttributes;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.HibernateException;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;

/** A batch against the tables of one schema: gathers objects, then looks up, decides and writes for all of them at once. */
public final class TableBatch implements IndexBatch {

    /** An object with its header, or a further copy of one. */
    private record Fact(Uid sopInstanceUid, StoredObject object, Header header, LocationAddedEntry copy) {}

    private final IndexTables tables;
    private final FencedTransaction transaction;
    private final KnownKeys known;
    private final BatchEnding ending;
    private final StatelessSession session;
    private final Lookup lookup;
    private final WorkingSet rows;
    private final PendingRows pending = new PendingRows();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, Long> positions = new LinkedHashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private final BatchVolumes volumes;
    /** How much there is behind this batch; null until it has been written. */
    private TotalEntity total;

    TableBatch(IndexTables tables, FencedTransaction transaction, BatchEnding ending) {
        this.tables = tables;
        this.transaction = transaction;
        this.known = tables.known();
        this.ending = ending;
        this.session = tables.sessions().openStatelessSession(transaction.connection());
        this.lookup = new Lookup(session, new PresentInstances(transaction.connection(), tables.schema()));
        this.rows = new WorkingSet(known, lookup);
        this.volumes = new BatchVolumes(known, pending);
    }

    @Override
    public Map<Uid, List<KnownVersion>> versionsOf(Collection<Uid> sopInstanceUids) throws OperatingFailure {
        transaction.requireOpen();
        try {
            readSmallTables();
            rows.loadVersions(sopInstanceUids.stream().map(Uid::value).toList());
            Map<Long, Lookup.Above> above = above(sopInstanceUids);
            Map<Uid, List<KnownVersion>> found = new HashMap<>();
            for (Uid uid : Set.copyOf(sopInstanceUids)) {
                List<KnownVersion> versions = new ArrayList<>();
                for (InstanceEntity row : rows.versions(uid.value())) {
                    versions.add(known(row, above.get(row.seriesPk)));
                }
                if (!versions.isEmpty()) {
                    found.put(uid, List.copyOf(versions));
                }
            }
            return found;
        } catch (HibernateException e) {
            throw transaction.failure("known versions could not be read", e);
        }
    }

    private Map<Long, Lookup.Above> above(Collection<Uid> sopInstanceUids) {
        Set<Long> seriesPks = sopInstanceUids.stream()
                .flatMap(uid -> rows.versions(uid.value()).stream())
                .map(row -> row.seriesPk)
                .collect(Collectors.toSet());
        return lookup.above(seriesPks).stream().collect(Collectors.toMap(Lookup.Above::seriesPk, Function.identity()));
    }

    private KnownVersion known(InstanceEntity row, Lookup.Above above) throws OperatingFailure {
        List<ObjectLocation> locations = rows.locations(row.pk).stream()
                .map(location -> volumes.location(location, row))
                .toList();
        return Rows.version(row)
                .known(
                        above.studyUid(),
                        above.seriesUid(),
                        RowAttributes.overlay(above.patientOverlay(), above.studyOverlay()),
                        locations);
    }

    @Override
    public void addStored(StoredObject object, Header header) {
        facts.add(new Fact(object.sopInstanceUid(), object, header, null));
    }

    @Override
    public void addLocation(LocationAddedEntry added) {
        facts.add(new Fact(added.sopInstanceUid(), null, null, added));
    }

    @Override
    public void position(JournalPosition position) {
        positions.put(position.journal(), position.bytes());
    }

    @Override
    public void forget(String journal) {
        forgotten.add(journal);
    }

    @Override
    public void write() throws OperatingFailure {
        if (total != null) {
            return;
        }
        transaction.requireOpen();
        try (Pen.Stroke stroke = transaction.writing()) {
            readSmallTables();
            total = enter();
        } catch (StaleStateException e) {
            throw ending.steppedBack(transaction, e);
        } catch (SQLException | HibernateException e) {
            throw transaction.failure("images could not be entered", e);
        }
    }

    @Override
    public void commit() throws OperatingFailure {
        write();
        Map<String, Long> positionsAfter = new HashMap<>(known.positions);
        positionsAfter.putAll(positions);
        positionsAfter.keySet().removeAll(forgotten);
        boolean certain = false;
        try (Pen.Stroke stroke = transaction.writing()) {
            ending.beforeCommit(positionsAfter);
            transaction.commit();
            certain = true;
        } finally {
            if (!certain) {
                known.forgetEverything();
            }
        }
        rows.publish();
        volumes.publish();
        known.total = total;
        known.positions.putAll(positions);
        known.positions.keySet().removeAll(forgotten);
        ending.afterCommit();
    }

    private void readSmallTables() {
        if (!known.smallTablesRead) {
            lookup.readSmallTables(known);
        }
    }

    private TotalEntity enter() throws SQLException, OperatingFailure {
        load();
        TotalEntity after = known.total.copy();
        Filing filing = new Filing(rows, pending, after, newKeys());
        for (Fact fact : facts) {
            if (fact.object() != null) {
                filing.add(fact.object(), fact.header());
            } else {
                filing.addCopy(fact.copy());
            }
        }
        positions.forEach(this::addPosition);
        send(filing.toRecount(), after);
        return after;
    }

    /** Writes everything, at once where nothing depends on what was written before. */
    private void send(Set<SeriesState> toRecount, TotalEntity after) throws SQLException {
        RowChanges changes = new RowChanges();
        pending.insert(tables.statements(), changes);
        Set<StudyState> recounted = Set.of();
        if (!toRecount.isEmpty() || !forgotten.isEmpty()) {
            changes.send(transaction.connection(), tables.takesStatementsTogether());
            recounted = new Recount(rows, pending, lookup).count(toRecount);
            lookup.forgetPositions(forgotten);
        }
        pending.changeTerms(tables.statements(), changes);
        pending.update(tables.statements(), recounted, toRecount, changes);
        after.update(tables.schema(), changes);
        changes.send(transaction.connection(), tables.takesStatementsTogether());
    }

    /** Reads everything the objects may touch, a few statements for all of them. */
    private void load() {
        Set<PatientKey> patients = new HashSet<>();
        Set<String> studies = new HashSet<>();
        Set<String> series = new HashSet<>();
        for (Fact fact : facts) {
            if (fact.object() != null) {
                String study = fact.object().studyInstanceUid().value();
                patients.add(PatientKey.of(fact.header(), study));
                studies.add(study);
                series.add(fact.object().seriesInstanceUid().value());
            }
        }
        rows.loadVersions(
                facts.stream().map(fact -> fact.sopInstanceUid().value()).toList());
        rows.loadPatients(patients);
        rows.loadStudies(studies);
        rows.loadSeries(series);
    }

    private void addPosition(String journal, Long bytes) {
        JournalPositionEntity row = new JournalPositionEntity();
        row.journal = journal;
        row.bytes = bytes;
        (known.positions.containsKey(journal) ? pending.movedPositions : pending.newPositions).add(row);
    }

    private Filing.Keys newKeys() {
        return new Filing.Keys() {
            @Override
            public long next() throws SQLException {
                return tables.rowKeys().next(transaction.connection());
            }

            @Override
            public int volume(ObjectLocation location) {
                return volumes.number(location.volume());
            }
        };
    }

    @Override
    public void close() {
        session.close();
        transaction.close();
    }
}
