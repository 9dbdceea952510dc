package dozo.admin.modelling;

import java.util.Random;

/**
 * One step of a sequence. What it does follows from its seed and the state it meets, not from the steps before it, so that
 * steps can be dropped from a failing sequence.
 */
record Step(Kind kind, long seed) {

    private static final long SEEDS = 1_000_000;

    /** What can be done, and how often. */
    enum Kind {
        STORE(24),
        FIND_PATIENTS(4),
        FIND_STUDIES(4),
        FIND_SERIES(4),
        FIND_IMAGES(6),
        CANCEL_FIND(3),
        GET(6),
        MOVE(6),
        CANCEL_GET(3),
        CANCEL_MOVE(3),
        KILL(8),
        RESTART(3),
        VERIFY(3),
        REINDEX(3);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        static Kind draw(Random random) {
            int total = 0;
            for (Kind kind : values()) {
                total += kind.weight;
            }
            int drawn = random.nextInt(total);
            for (Kind kind : values()) {
                drawn -= kind.weight;
                if (drawn < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("weights add up");
        }
    }

    static Step draw(Random random) {
        return new Step(Kind.draw(random), random.nextLong(SEEDS));
    }

    @Override
    public String toString() {
        return kind + "(" + seed + ")";
    }
}
