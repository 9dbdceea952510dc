package dozo.admin.bench;

import dozo.storage.testing.MadeUpStudy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many answers an archive of made-up studies owes, counted without any archive.
 *
 * @param held how many studies there are of each {@link Question#term term}
 */
record ExpectedAnswers(Question question, Map<String, Integer> held, boolean large) {

    /** Counts in an archive with so many studies, from number 0 on. */
    static ExpectedAnswers of(Question question, int studies, boolean large) {
        Map<String, Integer> held = new HashMap<>();
        IntStream.range(0, studies)
                .mapToObj(number -> question.term(new MadeUpStudy(number), large))
                .forEach(term -> held.merge(term, 1, Integer::sum));
        return new ExpectedAnswers(question, held, large);
    }

    /** All answers when each of these is asked for. */
    long to(Stream<MadeUpStudy> asked) {
        return asked.flatMap(study -> question.termsAsked(study, large))
                .mapToLong(term -> held.getOrDefault(term, 0))
                .sum();
    }
}
