package dozo.admin.bench;

import dozo.storage.testing.MadeUpStudy;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The studies of an archive that queries ask for.
 *
 * @param studies there are, from number 0 on
 * @param different that are asked for, at even distances
 */
record AskedStudies(int studies, int different) {

    /** From here on one family or one day is plenty. */
    private static final int MANY = 100_000;

    /** Whether the archive has so many studies that it is asked for less at once. */
    boolean areOfMany() {
        return studies >= MANY;
    }

    /** The studies that so many queries ask for. The longer of two draws with one seed begins as the shorter one. */
    Stream<MadeUpStudy> drawn(int seed, long queries) {
        return new Random(seed).ints(queries, 0, different).mapToObj(this::study);
    }

    private MadeUpStudy study(int number) {
        return new MadeUpStudy(number * (studies / different));
    }

    /** All studies that are answers to such questions, each once, in their order. */
    Stream<MadeUpStudy> answers(List<Question> questions) {
        Set<String> wanted = IntStream.range(0, different)
                .mapToObj(this::study)
                .flatMap(study -> questions.stream().flatMap(question -> question.termsAsked(study, areOfMany())))
                .collect(Collectors.toSet());
        return IntStream.range(0, studies).mapToObj(MadeUpStudy::new).filter(study -> questions.stream()
                .anyMatch(each -> wanted.contains(each.term(study, areOfMany()))));
    }
}
