package dozo.admin.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.bench.peer.PeerKind;
import dozo.storage.testing.MadeUpStudy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedAnswersTest {

    private static final int STUDIES = 20_000;

    /** Two studies of a patient, forty of ten families, 42 of a week, 18 of them on its three days of MR. */
    @ParameterizedTest
    @CsvSource({"PATIENT_ID, 2", "ACCESSION, 1", "NAME, 40", "DATE, 42", "SERIES, 1", "MODALITY, 18"})
    void areAllStudiesThatMatch(Question question, long owed) {
        assertEquals(owed, ExpectedAnswers.of(question, STUDIES, false).to(Stream.of(new MadeUpStudy(0))));
    }

    @Test
    void areThoseToAllQueriesTogether() {
        Stream<MadeUpStudy> asked = Stream.of(new MadeUpStudy(3), new MadeUpStudy(4), new MadeUpStudy(4));

        assertEquals(6, ExpectedAnswers.of(Question.PATIENT_ID, STUDIES, false).to(asked));
    }

    /** An archive that holds no more than these must not be cheaper to ask in any other way. */
    @Test
    void areAmongWhatAPeerHoldsThatCannotHoldAll() {
        AskedStudies few = new AskedStudies(STUDIES, 6);
        List<MadeUpStudy> held = few.answers(QueryBench.QUESTIONS).toList();

        assertTrue(held.size() <= PeerKind.DCMQRSCP.mostStudies(), () -> held.size() + " studies");
        for (Question question : QueryBench.QUESTIONS) {
            List<MadeUpStudy> asked = few.drawn(1, 20).toList();
            long found = asked.stream()
                    .mapToLong(study -> answers(question, study, held))
                    .sum();
            assertEquals(ExpectedAnswers.of(question, STUDIES, false).to(asked.stream()), found, question.title());
        }
    }

    private static long answers(Question question, MadeUpStudy asked, List<MadeUpStudy> held) {
        List<String> terms = question.termsAsked(asked, false).toList();
        return held.stream()
                .filter(study -> terms.contains(question.term(study, false)))
                .count();
    }

    @Test
    void areToTheQueriesThatWereAsked() {
        AskedStudies all = new AskedStudies(STUDIES, STUDIES);

        assertEquals(all.drawn(7, 30).toList(), all.drawn(7, 500).limit(30).toList());
    }
}
