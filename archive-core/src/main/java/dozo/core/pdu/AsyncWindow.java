package dozo.core.pdu;

/**
 * Asynchronous operations window (PS3.7 section D.3.3.3), always from the requestor's side: how many operations it may have
 * outstanding, and how many the acceptor may have outstanding on it. 0 means no limit. Not to negotiate it means one each.
 */
public record AsyncWindow(int invoked, int performed) {

    /** No asynchronous operations: what holds when nothing is negotiated. */
    public static final AsyncWindow SYNCHRONOUS = new AsyncWindow(1, 1);

    /** @throws IllegalArgumentException when a number does not fit into 16 bits */
    public AsyncWindow {
        if ((invoked | performed) >>> 16 != 0) {
            throw new IllegalArgumentException("a window is a number from 0 to 65535");
        }
    }

    /** The narrower of both in each direction: the answer to {@code this} proposal by one who supports {@code other}. */
    public AsyncWindow narrowedTo(AsyncWindow other) {
        return new AsyncWindow(narrower(invoked, other.invoked), narrower(performed, other.performed));
    }

    private static int narrower(int a, int b) {
        return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
