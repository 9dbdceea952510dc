package dozo.admin.modelling;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of what users, operators and power cuts do, against a model of what the archive should hold. {@code
 * -Ddozo.model.sequences=N} and {@code -Ddozo.model.steps=N} for more, {@code -Ddozo.model.seed=S} for the one that failed.
 */
class ModelTest {

    private static final long FIRST_SEED = Long.getLong("dozo.model.seed", System.nanoTime() & 0xFFFFFF);
    private static final int SEQUENCES = Integer.getInteger("dozo.model.sequences", 3);
    private static final int STEPS = Integer.getInteger("dozo.model.steps", 30);

    /** How many sequences are run, at most, to find a shorter one that fails. */
    private static final int SHRINKING_TRIES = Integer.getInteger("dozo.model.tries", 40);

    @TempDir
    Path directory;

    private int runs;

    @Test
    void holdsWhatTheModelHolds() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
            System.out.println("ModelTest: -Ddozo.model.seed=" + seed);
            Random random = new Random(seed);
            List<Step> steps =
                    Stream.generate(() -> Step.draw(random)).limit(STEPS).toList();
            Optional<Throwable> failure = run(steps);
            if (failure.isPresent()) {
                System.out.println("Fails, and is being shortened: "
                        + failure.get().getMessage() + ", " + failure.get().getCause());
                List<Step> shortest =
                        Shrinking.shrink(steps, shorter -> run(shorter).isPresent(), SHRINKING_TRIES);
                fail("-Ddozo.model.seed=" + seed + ", shortest found: " + shortest, failure.get());
            }
        }
    }

    /** @return why the sequence fails; empty when it does not */
    private Optional<Throwable> run(List<Step> steps) {
        Step last = null;
        try (World world = new World(Files.createDirectory(directory.resolve("run" + ++runs)))) {
            for (Step step : steps) {
                last = step;
                world.take(step);
            }
            world.inspect();
            return Optional.empty();
        } catch (Exception | AssertionError e) {
            return Optional.of(new AssertionError("at " + last, e));
        }
    }
}
