package dozo.admin.bench;

import dozo.admin.bench.wire.QueryLoad;
import dozo.admin.bench.wire.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Asks about made-up studies: {@code Ask host port calledAet studies different queries milliseconds seed question...}, no more than
 * so many milliseconds each. Prints one line of figures for each question, the answers counted as acknowledged.
 */
public final class Ask {

    /** Queries that come first and do not count. */
    static final int WARM_UP = 20;

    private static final int ARGUMENTS = 8;

    private Ask() {}

    public static void main(String... arguments) throws IOException {
        if (arguments.length <= ARGUMENTS) {
            System.err.println("Ask host port calledAet studies different queries milliseconds seed question...");
            System.exit(2);
        }
        Target target = new Target(arguments[0], Integer.parseInt(arguments[1]), arguments[2], "BENCH");
        AskedStudies asked = new AskedStudies(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        int queries = WARM_UP + Integer.parseInt(arguments[5]);
        Duration patience = Duration.ofMillis(Long.parseLong(arguments[6]));
        int seed = Integer.parseInt(arguments[7]);
        List<Question> questions = Arrays.asList(arguments).subList(ARGUMENTS, arguments.length).stream()
                .map(Question::valueOf)
                .toList();
        // This program's own beginnings are not to be taken for the archive's.
        for (Question question : questions) {
            new QueryLoad(target, identifiers(question, asked, seed, queries), queries, patience.dividedBy(4), false)
                    .run();
        }
        for (Question question : questions) {
            List<byte[]> identifiers = identifiers(question, asked, seed, queries);
            boolean firstAnswer = question == Question.TEN_THOUSAND;
            System.out.println(new QueryLoad(target, identifiers, WARM_UP, patience, firstAnswer)
                    .run()
                    .line());
        }
    }

    private static List<byte[]> identifiers(Question question, AskedStudies asked, int seed, int queries) {
        return asked.drawn(seed, queries)
                .map(study -> question.identifier(study, asked.areOfMany()))
                .toList();
    }
}
