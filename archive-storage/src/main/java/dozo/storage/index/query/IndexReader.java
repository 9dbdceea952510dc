package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.database.Database;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.ConflictKind;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Everything that is read from one index schema. Thread-safe. */
public final class IndexReader {

    private final Reads reads;
    private final IndexLimits limits;

    public IndexReader(Database database, String schema, IndexLimits limits) {
        this.reads = new Reads(database, schema);
        this.limits = limits;
    }

    /** As {@link dozo.storage.index.ArchiveIndex#find}. */
    public FindSummary find(IndexQuery query, RowConsumer consumer) throws OperatingFailure, IOException {
        return new FindRun(reads, query, consumer, new PageLimits(limits.rowsPerPage(), limits.rowsExaminedMax()))
                .run();
    }

    /** As {@link dozo.storage.index.ArchiveIndex#instances}. */
    public InstanceStream instances(RetrieveSelection selection) {
        SelectedVersions versions = new SelectedVersions(reads, selection, true, limits.rowsPerPage());
        return new InstanceStream() {
            @Override
            public synchronized Optional<StoredInstance> next() throws OperatingFailure {
                return versions.next().map(KnownVersion::instance);
            }

            @Override
            public void close() {
                // Nothing is held between two calls.
            }
        };
    }

    /** As {@link dozo.storage.index.ArchiveIndex#versions}. */
    public void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) throws OperatingFailure {
        SelectedVersions versions = new SelectedVersions(reads, selection, false, limits.rowsPerPage());
        for (Optional<KnownVersion> next = versions.next(); next.isPresent(); next = versions.next()) {
            consumer.accept(next.get());
        }
    }

    /** As {@link dozo.storage.index.ArchiveIndex#versionsReceivedOnlyOn}. */
    public void versionsReceivedOnlyOn(VolumeId volume, Set<VolumeId> others, Consumer<KnownVersion> consumer)
            throws OperatingFailure {
        SoleCopies copies = new SoleCopies(reads, volume, others);
        for (Map<Uid, Set<Integer>> page = copies.next(); !page.isEmpty(); page = copies.next()) {
            Map<Uid, Set<Integer>> wanted = page;
            versions(RetrieveSelection.ofInstances(List.copyOf(page.keySet())), version -> {
                if (wanted.get(version.instance().object().sopInstanceUid()).contains(version.version())) {
                    consumer.accept(version);
                }
            });
        }
    }

    /** As {@link dozo.storage.index.ArchiveIndex#summary}. */
    public SelectionSummary summary(RetrieveSelection selection) throws OperatingFailure {
        Map<List<Uid>, SelectionSummary.Kind> kinds = new HashMap<>();
        if (selection.instances().isEmpty()) {
            SelectedSeries series = SelectedSeries.of(reads, selection, limits.rowsPerPage());
            for (List<SeriesRef> found = series.next(); !found.isEmpty(); found = series.next()) {
                kindsOf(found).forEach(kind -> add(kind, kinds));
            }
        } else {
            SelectedVersions versions = new SelectedVersions(reads, selection, true, limits.rowsPerPage());
            for (Optional<KnownVersion> next = versions.next(); next.isPresent(); next = versions.next()) {
                var object = next.get().instance().object();
                add(
                        new SelectionSummary.Kind(
                                object.sopClassUid(), object.transferSyntaxUid(), 1, object.sizeBytes()),
                        kinds);
            }
        }
        return new SelectionSummary(kinds.values().stream()
                .sorted(Comparator.comparingLong(SelectionSummary.Kind::instances)
                        .reversed()
                        .thenComparing(SelectionSummary.Kind::sopClassUid)
                        .thenComparing(SelectionSummary.Kind::transferSyntaxUid))
                .toList());
    }

    private List<SelectionSummary.Kind> kindsOf(List<SeriesRef> series) throws OperatingFailure {
        List<SelectionSummary.Kind> kinds = new ArrayList<>();
        for (int from = 0; from < series.size(); from += UidKeys.UIDS_PER_STATEMENT) {
            List<Long> keys = series.subList(from, Math.min(from + UidKeys.UIDS_PER_STATEMENT, series.size())).stream()
                    .map(SeriesRef::pk)
                    .toList();
            kinds.addAll(reads.list(
                    "select i.sop_class_uid, i.transfer_syntax_uid, count(*), sum(i.size_bytes) from {schema}.instance i",
                    Predicate.all(List.of(Predicate.in("i.series_pk", keys), Predicate.of("i.is_current"))),
                    " group by i.sop_class_uid, i.transfer_syntax_uid",
                    row -> new SelectionSummary.Kind(
                            new Uid(row.getString(1)), new Uid(row.getString(2)), row.getLong(3), row.getLong(4))));
        }
        return kinds;
    }

    private static void add(SelectionSummary.Kind kind, Map<List<Uid>, SelectionSummary.Kind> kinds) {
        kinds.merge(
                List.of(kind.sopClassUid(), kind.transferSyntaxUid()),
                kind,
                (one, other) -> new SelectionSummary.Kind(
                        one.sopClassUid(),
                        one.transferSyntaxUid(),
                        one.instances() + other.instances(),
                        one.bytes() + other.bytes()));
    }

    /** As {@link dozo.storage.index.ArchiveIndex#journalPositions}. */
    public Map<String, Long> journalPositions() throws OperatingFailure {
        Map<String, Long> positions = new HashMap<>();
        reads.list(
                "select journal, bytes from {schema}.journal_position",
                List.of(),
                row -> positions.put(row.getString(1), row.getLong(2)));
        return positions;
    }

    /** As {@link dozo.storage.index.ArchiveIndex#conflicts}. */
    public List<Conflict> conflicts(long offset, int limit) throws OperatingFailure {
        return reads.list(
                "select kind, study_instance_uid, series_instance_uid, sop_instance_uid, held, arrived, detected_at"
                        + " from {schema}.conflict order by detected_at, pk offset " + offset + " rows fetch next "
                        + limit
                        + " rows only",
                List.of(),
                row -> new Conflict(
                        ConflictKind.valueOf(row.getString(1)),
                        new Uid(row.getString(2)),
                        new Uid(row.getString(3)),
                        new Uid(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7))));
    }

    /** As {@link dozo.storage.index.ArchiveIndex#counts}. */
    public IndexCounts counts() throws OperatingFailure {
        return reads.list(
                        "select patients, studies, series, instances, bytes, conflicts from {schema}.total",
                        List.of(),
                        row -> new IndexCounts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                .get(0);
    }
}
