package dozo.admin.bench;

import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.QueryLoad;
import dozo.admin.bench.wire.Target;
import dozo.storage.testing.MadeUpStudy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Asks about made-up studies: {@code Ask host port calledAet question studies queries seed}. Prints one line of figures, the
 * answers counted as acknowledged.
 */
public final class Ask {

    private static final int ARGUMENTS = 7;
    private static final int WARM_UP = 20;
    /** From here on one family or one day is plenty. */
    private static final int LARGE = 100_000;
    /** Some peers need seconds for one query. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Ask() {}

    public static void main(String... arguments) throws IOException {
        if (arguments.length != ARGUMENTS) {
            System.err.println("Ask host port calledAet question studies queries seed");
            System.exit(2);
        }
        Target target = new Target(arguments[0], Integer.parseInt(arguments[1]), arguments[2], "BENCH");
        Question question = Question.valueOf(arguments[3]);
        int studies = Integer.parseInt(arguments[4]);
        Random random = new Random(Long.parseLong(arguments[6]));
        List<byte[]> identifiers = new ArrayList<>();
        for (int i = 0; i < WARM_UP + Integer.parseInt(arguments[5]); i++) {
            identifiers.add(question.identifier(new MadeUpStudy(random.nextInt(studies)), studies >= LARGE));
        }
        LoadReport report =
                new QueryLoad(target, identifiers, WARM_UP, PATIENCE, question == Question.TEN_THOUSAND).run();
        System.out.println(report.line());
    }
}
