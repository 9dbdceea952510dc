package dozo.storage.integrity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What applying journals to an index has come to. Immutable.
 *
 * @param journals how many were looked at
 * @param facts lines applied
 * @param objects objects among them, whose headers were read
 * @param bytes sizes of these objects
 * @param losses objects without a readable copy, at most {@value #LISTED_MAX} of {@code lossCount}
 * @param lossCount how many there are
 * @param torn names of journals that end with the beginning of a line: a crash, harmless
 * @param damaged names of journals with damage between whole lines, on every copy: facts are lost
 * @param shorter names of journals that are shorter than what the index has applied of them: a volume is older than the index
 * @param unreadable names of journals that the disks of all volumes which hold them fail to read, at least in part
 * @param unseen names of journals that the index knows and no readable volume holds
 * @param away names of volumes that could not be read: of their journals only what other volumes hold was looked at
 * @param waiting objects that are not in the index, since every volume that may hold a good copy is away; they are filed
 *     when it is back
 * @param complete whether every journal was applied to its end; false when it was stopped before
 */
public record ReplayReport(
        int journals,
        long facts,
        long objects,
        long bytes,
        List<KnownLoss> losses,
        long lossCount,
        List<String> torn,
        List<String> damaged,
        List<String> shorter,
        List<String> unreadable,
        List<String> unseen,
        List<String> away,
        long waiting,
        boolean complete) {

    /** How many losses are listed; all are counted and logged. */
    public static final int LISTED_MAX = 1000;

    public ReplayReport {
        losses = List.copyOf(losses);
        torn = List.copyOf(torn);
        damaged = List.copyOf(damaged);
        shorter = List.copyOf(shorter);
        unreadable = List.copyOf(unreadable);
        unseen = List.copyOf(unseen);
        away = List.copyOf(away);
    }

    /** Whether nothing was found that an operator must know. */
    public boolean isSound() {
        return lossCount == 0
                && waiting == 0
                && damaged.isEmpty()
                && shorter.isEmpty()
                && unreadable.isEmpty()
                && unseen.isEmpty()
                && away.isEmpty();
    }

    /** Gathers the figures. Not thread-safe. */
    static final class Builder {
        int journals;
        long facts;
        long objects;
        long bytes;
        long lossCount;
        long waiting;
        boolean complete = true;
        final List<KnownLoss> losses = new ArrayList<>();
        final Set<String> torn = new LinkedHashSet<>();
        final Set<String> damaged = new LinkedHashSet<>();
        final Set<String> shorter = new LinkedHashSet<>();
        final Set<String> unreadable = new LinkedHashSet<>();
        final Set<String> unseen = new LinkedHashSet<>();
        final Set<String> away = new LinkedHashSet<>();

        void add(KnownLoss loss) {
            lossCount++;
            if (losses.size() < LISTED_MAX) {
                losses.add(loss);
            }
        }

        ReplayReport build() {
            return new ReplayReport(
                    journals,
                    facts,
                    objects,
                    bytes,
                    losses,
                    lossCount,
                    List.copyOf(torn),
                    List.copyOf(damaged),
                    List.copyOf(shorter),
                    List.copyOf(unreadable),
                    List.copyOf(unseen),
                    List.copyOf(away),
                    waiting,
                    complete);
        }
    }
}
