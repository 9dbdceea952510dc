package dozo.admin.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dozo.core.config.IndexConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INV-1, INV-4: the server's process is killed at each step of what it does, comes back without anybody's help, and what it
 * had answered for is there, identical, once. A plain run takes every step of Storage Commitment and of a volume's filling
 * up, on one of the databases, and draws some of the others, not the same each time; {@code -Ddozo.crash.seeds=N} takes all of them N times. {@code
 * -Ddozo.crash.seed=S} begins with the seed that a failure has printed.
 */
abstract class CrashContract {

    private static final long FIRST_SEED = Long.getLong("dozo.crash.seed", System.nanoTime() & 0xFFFFFF);
    private static final int SEEDS = Integer.getInteger("dozo.crash.seeds", 1);
    private static final boolean IS_LONG = Integer.getInteger("dozo.crash.seeds") != null;

    /** Every step, in a plain run too. */
    static final float ALL = 1;

    @TempDir
    Path directory;

    /** An empty database. */
    abstract IndexConfig database(Path directory);

    /** Which part of the steps is taken in a plain run. */
    abstract float share();

    /** The same of the steps of Storage Commitment. */
    abstract float commitmentShare();

    /** A drill on an archive of its own. */
    interface Drill {
        void run(CrashSite site, Random random) throws Exception;
    }

    /** Runs a drill with each seed. */
    final void drill(Drill drill) throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            System.out.println(getClass().getSimpleName() + ": -Ddozo.crash.seed=" + seed);
            Path below = Files.createDirectory(directory.resolve("seed" + seed));
            try (CrashSite site = new CrashSite(below, database(below), seed)) {
                site.start();
                try {
                    drill.run(site, new Random(seed));
                } catch (AssertionError e) {
                    System.out.println(
                            site.when() + ", the server said:\n" + site.server().log());
                    throw e;
                }
            }
        }
    }

    @Test
    void keepsWhatItAnsweredForWhenKilledAtAnyStepOfStoring() throws Exception {
        drill((site, random) -> {
            for (IngestStep step : steps(IngestStep.values(), share(), random)) {
                site.arm(step.draw(random));
                site.exposeUntilDeath();
                site.comeBack();
            }
            site.sendTheRest();
        });
    }

    @Test
    void keepsItsWordWhenKilledAtAnyStepOfStorageCommitment() throws Exception {
        drill((site, random) -> {
            CommitmentDrill drill = new CommitmentDrill(site, random);
            for (CommitmentStep step : steps(CommitmentStep.values(), commitmentShare(), random)) {
                drill.run(step);
            }
        });
    }

    /** The index that served goes on serving, or the new one does; and the rebuilding can be taken up and ended. */
    @Test
    void servesAllWhenKilledAtAnyStepOfReindexing() throws Exception {
        drill((site, random) -> {
            for (ReindexStep step : steps(ReindexStep.values(), share(), random)) {
                site.expose(9);
                site.arm(step.draw(random));
                site.tell(site.when() + ", " + site.commands().run("reindex"));
                site.comeBack();
            }
            site.commands().run("reindex").exits(0);
            site.sendTheRest();
        });
    }

    /** A crash leaves the start something to do, and the start is killed over it. */
    @Test
    void reconcilesInTheEndWhenKilledAtAnyStepOfItsStart() throws Exception {
        drill((site, random) -> {
            for (StartStep step : steps(StartStep.values(), share(), random)) {
                site.arm(StartStep.before(random));
                site.exposeUntilDeath();
                site.awaitDeath();
                VictimProcess next = site.launch();
                site.arm(step.draw(random));
                boolean survived = next.start();
                assertFalse(survived && step.isCertain(), () -> "never reached: " + site.when());
                next.kill();
                site.comeBack();
            }
            site.sendTheRest();
        });
    }

    /** A share of them, at least one, or with the property all, in another order with each seed. */
    final <T> List<T> steps(T[] all, float share, Random random) {
        List<T> shuffled = new ArrayList<>(List.of(all));
        Collections.shuffle(shuffled, random);
        return IS_LONG ? shuffled : shuffled.subList(0, Math.max(1, Math.round(share * all.length)));
    }
}
