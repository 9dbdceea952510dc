package dozo.admin.operation;

/** Bounds of what one answer lists. */
final class Listing {

    /** Most rows of one answer; some 10 MiB of JSON at worst. */
    static final int MAX_ROWS = 10_000;

    private Listing() {}

    /** {@code wanted} within 1 and {@link #MAX_ROWS}. */
    static int bounded(int wanted) {
        return Math.max(1, Math.min(wanted, MAX_ROWS));
    }
}
