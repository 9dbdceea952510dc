package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.KnownVersion;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of a selection, read page by page: series by series, or instance by instance where these are named. */
final class SelectedVersions {

    private final Reads reads;
    private final VersionReader versions;
    private final SelectedSeries series;
    private final KeySource instances;
    private final RetrieveFilter filter;
    private final boolean currentOnly;
    private final Predicate which;
    private final int rowsPerPage;

    private final Deque<List<SeriesRef>> parts = new ArrayDeque<>();
    private final Deque<KnownVersion> waiting = new ArrayDeque<>();
    /** The series being read in pages, and the last key read of it. */
    private SeriesRef large;

    private long largeAfter;

    SelectedVersions(Reads reads, RetrieveSelection selection, boolean currentOnly, int rowsPerPage) {
        this.reads = reads;
        this.versions = new VersionReader(reads);
        this.filter = new RetrieveFilter(selection);
        this.series = selection.instances().isEmpty() ? SelectedSeries.of(reads, selection, rowsPerPage) : null;
        List<String> uids = selection.instances().stream().map(Object::toString).toList();
        this.instances = uids.isEmpty() ? null : UidKeys.ofVersions(reads, uids);
        this.currentOnly = currentOnly;
        this.which = currentOnly ? Predicate.of("i.is_current") : Predicate.TRUE;
        this.rowsPerPage = rowsPerPage;
    }

    Optional<KnownVersion> next() throws OperatingFailure {
        boolean more = true;
        while (waiting.isEmpty() && more) {
            more = instances != null ? readInstances() : readSeries();
        }
        return Optional.ofNullable(waiting.poll());
    }

    private boolean readInstances() throws OperatingFailure {
        List<Long> keys = instances.next(rowsPerPage);
        if (keys.isEmpty()) {
            return false;
        }
        List<VersionReader.Row> rows =
                versions.rows(Predicate.all(List.of(Predicate.in("i.pk", keys), which)), " order by i.series_pk, i.pk");
        Map<Long, SeriesRef> refs = new HashMap<>();
        List<Long> seriesKeys =
                rows.stream().map(VersionReader.Row::seriesPk).distinct().toList();
        if (!seriesKeys.isEmpty()) {
            reads.list(SeriesRef.SELECT, Predicate.in("e.pk", seriesKeys), "", SeriesRef.MAPPING)
                    .forEach(ref -> refs.put(ref.pk(), ref));
        }
        waiting.addAll(versions.complete(
                rows.stream()
                        .filter(row -> filter.accepts(refs.get(row.seriesPk())))
                        .toList(),
                refs));
        return true;
    }

    private boolean readSeries() throws OperatingFailure {
        if (large != null) {
            readLarge();
            return true;
        }
        if (parts.isEmpty()) {
            List<SeriesRef> found = series.next();
            if (found.isEmpty()) {
                return false;
            }
            parts.addAll(cut(found));
            return true;
        }
        List<SeriesRef> part = parts.poll();
        if (part.size() == 1 && (!currentOnly || part.get(0).instances() > rowsPerPage)) {
            large = part.get(0);
            largeAfter = 0;
        } else {
            readPart(part);
        }
        return true;
    }

    /** Only current versions are counted: of the others a series may have any number. */
    private List<List<SeriesRef>> cut(List<SeriesRef> found) {
        return Parts.of(found, currentOnly ? SeriesRef::instances : uncounted -> rowsPerPage + 1L, rowsPerPage);
    }

    private static Map<Long, SeriesRef> byKey(Collection<SeriesRef> refs) {
        Map<Long, SeriesRef> byKey = new HashMap<>();
        refs.forEach(ref -> byKey.put(ref.pk(), ref));
        return byKey;
    }

    private void readPart(List<SeriesRef> part) throws OperatingFailure {
        Map<Long, Integer> positions = new HashMap<>();
        part.forEach(ref -> positions.put(ref.pk(), positions.size()));
        List<VersionReader.Row> rows = versions
                .rows(Predicate.all(List.of(Predicate.in("i.series_pk", List.copyOf(positions.keySet())), which)), "")
                .stream()
                .sorted((one, other) -> {
                    int bySeries = positions.get(one.seriesPk()) - positions.get(other.seriesPk());
                    return bySeries != 0 ? bySeries : Long.compare(one.pk(), other.pk());
                })
                .toList();
        waiting.addAll(versions.complete(rows, byKey(part)));
    }

    private void readLarge() throws OperatingFailure {
        List<VersionReader.Row> rows = versions.rows(
                Predicate.all(List.of(Predicate.of("i.series_pk = ? and i.pk > ?", large.pk(), largeAfter), which)),
                " order by i.series_pk, i.pk limit " + rowsPerPage);
        waiting.addAll(versions.complete(rows, byKey(List.of(large))));
        if (rows.size() < rowsPerPage) {
            large = null;
        } else {
            largeAfter = rows.get(rows.size() - 1).pk();
        }
    }
}
