package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.util.List;

/**
 * One way to the rows that may match: the stretches of an index that one condition needs. A row in several stretches counts
 * for the first one only.
 *
 * @param branches the stretches
 */
record Driver(List<Branch> branches) {

    /**
     * One stretch.
     *
     * @param test what its rows are known by in other stretches; FALSE when no other one has them
     */
    record Branch(KeySpan span, Predicate test) {}

    Driver {
        branches = List.copyOf(branches);
    }

    static Driver of(KeySpan span) {
        return new Driver(List.of(new Branch(span, Predicate.FALSE)));
    }

    /** How many rows it leads to, counting no further than {@code max} for each stretch. */
    long count(Reads reads, int max) throws OperatingFailure {
        long count = 0;
        for (Branch branch : branches) {
            count += branch.span().count(reads, max);
        }
        return count;
    }

    /** What must hold of the rows of a branch so that no row comes twice. */
    Predicate notBefore(int branch) {
        return Predicate.all(branches.subList(0, branch).stream()
                .map(Branch::test)
                .filter(test -> test != Predicate.FALSE)
                .map(Predicate::negated)
                .toList());
    }
}
