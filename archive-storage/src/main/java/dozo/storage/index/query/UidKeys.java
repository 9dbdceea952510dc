package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of rows that a list of UIDs names, at their level or at one above. Few rows have one UID, so whole pieces of the
 * list are looked up at once; the keys found, a number for each UID, are the only thing held.
 */
final class UidKeys implements KeySource {

    /** Most UIDs in one statement. */
    static final int UIDS_PER_STATEMENT = 512;

    private final Reads reads;
    private final String sql;
    private final String column;
    private final List<String> uids;
    private final Set<Long> seen = new LinkedHashSet<>();
    private final List<Long> waiting = new ArrayList<>();
    private int position;

    private UidKeys(Reads reads, String sql, String column, Collection<String> uids) {
        this.reads = reads;
        this.sql = sql;
        this.column = column;
        this.uids = uids.stream().distinct().toList();
    }

    /**
     * @param of level of the UIDs: STUDY, SERIES or IMAGE
     * @param wanted level of the keys: not below {@code of}
     */
    static UidKeys open(Reads reads, Level of, Level wanted, Collection<String> uids) {
        String key =
                switch (wanted) {
                    case PATIENT -> "s.patient_pk";
                    case STUDY -> of == Level.STUDY ? "s.pk" : "e.study_pk";
                    case SERIES -> of == Level.SERIES ? "e.pk" : "i.series_pk";
                    case IMAGE -> "i.pk";
                };
        StringBuilder from = new StringBuilder();
        switch (of) {
            case IMAGE -> {
                from.append("{schema}.instance i");
                join(from, wanted.isAbove(Level.SERIES), "series e on e.pk = i.series_pk");
                join(from, wanted == Level.PATIENT, "study s on s.pk = e.study_pk");
            }
            case SERIES -> {
                from.append("{schema}.series e");
                join(from, wanted == Level.PATIENT, "study s on s.pk = e.study_pk");
            }
            default -> from.append("{schema}.study s");
        }
        return new UidKeys(reads, "select " + key + " from " + from, column(of), uids);
    }

    /** The column of the UID, behind what makes an instance the one that its UID means. */
    static String column(Level level) {
        return switch (level) {
            case IMAGE -> "i.is_current and i.sop_instance_uid";
            case SERIES -> "e.series_instance_uid";
            case STUDY -> "s.study_instance_uid";
            case PATIENT -> throw new IllegalArgumentException("patients have no UID");
        };
    }

    /** The keys of every version of these instances, current or not. */
    static UidKeys ofVersions(Reads reads, Collection<String> sopInstanceUids) {
        return new UidKeys(reads, "select i.pk from {schema}.instance i", "i.sop_instance_uid", sopInstanceUids);
    }

    private static void join(StringBuilder from, boolean needed, String what) {
        if (needed) {
            from.append(" join {schema}.").append(what);
        }
    }

    @Override
    public List<Long> next(int max) throws OperatingFailure {
        while (waiting.size() < max && position < uids.size()) {
            int end = Math.min(position + UIDS_PER_STATEMENT, uids.size());
            for (Long key : reads.list(
                    sql, Predicate.in(column, uids.subList(position, end)), " order by 1", row -> row.getLong(1))) {
                if (seen.add(key)) {
                    waiting.add(key);
                }
            }
            position = end;
        }
        List<Long> head = waiting.subList(0, Math.min(max, waiting.size()));
        List<Long> page = List.copyOf(head);
        head.clear();
        return page;
    }

    @Override
    public boolean isFinished() {
        return position >= uids.size() && waiting.isEmpty();
    }
}
