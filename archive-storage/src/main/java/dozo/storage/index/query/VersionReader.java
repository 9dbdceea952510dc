package dozo.storage.index.query;

import dozo.core.dataset.Attributes;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.header.RowAttributes;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.VersionRow;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads versions with their copies, and makes of each what the journal once said of it. */
final class VersionReader {

    private static final String SELECT = "select i.pk, i.series_pk, i.sop_instance_uid, i.version, i.is_current,"
            + " i.sop_class_uid, i.transfer_syntax_uid, i.digest, i.size_bytes, i.path, i.received_at, i.calling_ae,"
            + " i.called_ae, i.peer_address, i.epoch, i.incarnation from {schema}.instance i";

    /** A version with its place among the rows. */
    record Row(long pk, long seriesPk, VersionRow version) {}

    private final Reads reads;

    VersionReader(Reads reads) {
        this.reads = reads;
    }

    List<Row> rows(Predicate where, String end) throws OperatingFailure {
        return reads.list(SELECT, where, end, VersionReader::row);
    }

    /**
     * The rows with their copies, in the same order.
     *
     * @param series of every row
     */
    List<KnownVersion> complete(List<Row> rows, Map<Long, SeriesRef> series) throws OperatingFailure {
        Map<Long, List<ObjectLocation>> locations = locations(rows);
        Map<Long, Optional<Attributes>> overlays = new HashMap<>();
        for (SeriesRef ref : series.values()) {
            overlays.put(ref.pk(), RowAttributes.overlay(ref.patientOverlay(), ref.studyOverlay()));
        }
        return rows.stream()
                .map(row -> row.version()
                        .known(
                                series.get(row.seriesPk).studyUid(),
                                series.get(row.seriesPk).seriesUid(),
                                overlays.get(row.seriesPk),
                                locations.getOrDefault(row.pk, List.of())))
                .toList();
    }

    private Map<Long, List<ObjectLocation>> locations(List<Row> rows) throws OperatingFailure {
        Map<Long, ObjectPath> paths = new HashMap<>();
        rows.forEach(row -> paths.put(row.pk, row.version.path()));
        List<Long> keys = List.copyOf(paths.keySet());
        Map<Long, List<ObjectLocation>> locations = new HashMap<>();
        for (int from = 0; from < keys.size(); from += UidKeys.UIDS_PER_STATEMENT) {
            List<Long> piece = keys.subList(from, Math.min(from + UidKeys.UIDS_PER_STATEMENT, keys.size()));
            reads.list(
                    "select l.instance_pk, v.volume_id, l.path from {schema}.location l join {schema}.volume v"
                            + " on v.pk = l.volume_pk",
                    Predicate.in("l.instance_pk", piece),
                    " order by l.instance_pk, l.ordinal",
                    row -> locations
                            .computeIfAbsent(row.getLong(1), pk -> new ArrayList<>())
                            .add(location(row, paths.get(row.getLong(1)))));
        }
        return locations;
    }

    private static ObjectLocation location(ResultSet row, ObjectPath own) throws SQLException {
        String path = row.getString(3);
        return new ObjectLocation(
                new VolumeId(row.getObject(2, UUID.class)), path == null ? own : new ObjectPath(path));
    }

    private static Row row(ResultSet row) throws SQLException {
        VersionRow version = new VersionRow(
                row.getString(3),
                row.getInt(4),
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getLong(9),
                new ObjectPath(row.getString(10)),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                new WriterEpoch(row.getLong(15), row.getObject(16, UUID.class)));
        return new Row(row.getLong(1), row.getLong(2), version);
    }
}
