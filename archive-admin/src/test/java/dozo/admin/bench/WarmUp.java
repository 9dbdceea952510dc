package dozo.admin.bench;

import java.io.IOException;

/** Work that is done until its rate no longer climbs: what a server that runs for weeks has behind it. */
final class WarmUp {

    /** So often in a row without a gain, and all is compiled. */
    private static final int STALE = 2;

    private static final double GAIN = 1.03;

    private WarmUp() {}

    /** Work of a peer. */
    interface Work {

        /** @param number from 0. @return its rate, in whatever unit */
        double rate(int number) throws IOException;
    }

    /** Does it until so many times in a row brought less than a part more, and so often at most. */
    static void untilSettled(int most, Work work) throws IOException {
        double best = 0;
        int stale = 0;
        for (int i = 0; i < most && stale < STALE; i++) {
            double rate = work.rate(i);
            stale = rate < best * GAIN ? stale + 1 : 0;
            best = Math.max(best, rate);
        }
    }
}
