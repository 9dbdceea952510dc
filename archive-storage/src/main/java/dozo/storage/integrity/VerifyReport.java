package dozo.storage.integrity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What verifying the store has come to. Immutable.
 *
 * @param objects stored versions whose copies were read
 * @param copies copies read
 * @param bytes bytes of these copies
 * @param counts findings of each kind; kinds without a finding are absent
 * @param findings the first {@value #LISTED_MAX} of each kind
 * @param complete false when it was stopped before its end
 */
public record VerifyReport(
        long objects,
        long copies,
        long bytes,
        Map<FindingKind, Long> counts,
        List<Finding> findings,
        boolean complete) {

    /** How many findings of a kind are listed; all are counted and logged. */
    public static final int LISTED_MAX = 1000;

    public VerifyReport {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /** How often this was found. */
    public long count(FindingKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Whether everything looked at is as it should be; copies repaired meanwhile are. */
    public boolean isSound() {
        long missed = count(FindingKind.COPY_MISSING) + count(FindingKind.COPY_CORRUPT);
        return missed <= count(FindingKind.COPY_REPAIRED)
                && counts.keySet().stream()
                        .filter(k -> k != FindingKind.COPY_MISSING && k != FindingKind.COPY_CORRUPT)
                        .noneMatch(FindingKind::isDamage);
    }

    /** Gathers figures and findings. Not thread-safe. */
    static final class Builder {
        long objects;
        long copies;
        long bytes;
        boolean complete = true;
        private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
        private final List<Finding> findings = new ArrayList<>();

        void add(Finding finding) {
            if (counts.merge(finding.kind(), 1L, Long::sum) <= LISTED_MAX) {
                findings.add(finding);
            }
        }

        VerifyReport build() {
            return new VerifyReport(objects, copies, bytes, counts, findings, complete);
        }
    }
}
