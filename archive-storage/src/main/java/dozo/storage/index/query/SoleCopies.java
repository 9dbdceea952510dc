package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.volume.VolumeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Walks all copies to find the versions that were received on one volume alone, as far as others are asked, so many rows at a time that no statement runs long,
 * however many copies there are. Not thread-safe.
 */
final class SoleCopies {

    /** Copies read by one statement. */
    private static final int COPIES = 5_000;

    private final Reads reads;
    private final VolumeId volume;
    private final Set<VolumeId> others;
    private long lastPk = Long.MIN_VALUE;
    private boolean ended;

    /** A copy as its row tells of it. */
    private record Copy(long instancePk, VolumeId volume, boolean onReceipt) {}

    SoleCopies(Reads reads, VolumeId volume, Set<VolumeId> others) {
        this.reads = reads;
        this.volume = volume;
        this.others = Set.copyOf(others);
    }

    /** The next versions, by their instances; none at the end. */
    Map<Uid, Set<Integer>> next() throws OperatingFailure {
        Map<Uid, Set<Integer>> found = Map.of();
        while (found.isEmpty() && !ended) {
            found = versions(candidates(page()));
        }
        return found;
    }

    private List<Copy> page() throws OperatingFailure {
        List<Copy> page = reads.list(
                "select l.instance_pk, v.volume_id, l.path from {schema}.location l join {schema}.volume v on v.pk = l.volume_pk"
                        + " where l.instance_pk > " + lastPk
                        + " order by l.instance_pk, l.ordinal fetch next " + COPIES + " rows only",
                List.of(),
                row -> new Copy(row.getLong(1), new VolumeId(row.getObject(2, UUID.class)), row.getString(3) == null));
        ended = page.size() < COPIES;
        if (ended) {
            return page;
        }
        // The copies of the last one may go on in the next page.
        long cut = page.get(page.size() - 1).instancePk();
        List<Copy> whole =
                page.stream().filter(copy -> copy.instancePk() != cut).toList();
        lastPk = whole.isEmpty() ? cut : whole.get(whole.size() - 1).instancePk();
        return whole.isEmpty() ? page : whole;
    }

    private Set<Long> candidates(List<Copy> page) {
        Set<Long> on = new LinkedHashSet<>();
        Set<Long> elsewhere = new HashSet<>();
        for (Copy copy : page) {
            if (copy.volume().equals(volume)) {
                on.add(copy.instancePk());
            } else if (copy.onReceipt() && others.contains(copy.volume())) {
                elsewhere.add(copy.instancePk());
            }
        }
        on.removeAll(elsewhere);
        return on;
    }

    private Map<Uid, Set<Integer>> versions(Set<Long> pks) throws OperatingFailure {
        Map<Uid, Set<Integer>> versions = new HashMap<>();
        List<Long> keys = List.copyOf(pks);
        for (int from = 0; from < keys.size(); from += UidKeys.UIDS_PER_STATEMENT) {
            List<Long> piece = keys.subList(from, Math.min(from + UidKeys.UIDS_PER_STATEMENT, keys.size()));
            reads.list(
                    "select i.sop_instance_uid, i.version from {schema}.instance i",
                    Predicate.in("i.pk", piece),
                    "",
                    row -> versions.computeIfAbsent(new Uid(row.getString(1)), uid -> new HashSet<>())
                            .add(row.getInt(2)));
        }
        return versions;
    }
}
