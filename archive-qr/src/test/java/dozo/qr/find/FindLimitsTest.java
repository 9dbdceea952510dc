package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queries that come to an end before all matches were returned, and say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindLimitsTest {

    private static final Uid FIND = InformationModel.STUDY_ROOT.find();
    private static final int INSTANCES = 300;

    private final Uid study = Instances.newUid();
    private final Uid series = Instances.newUid();
    private TestArchive archive;
    private Scu scu;

    @BeforeAll
    void storeASeries(@TempDir Path directory) throws Exception {
        archive = TestArchive.start(directory, TestArchive.Options.defaults().withMaxResults(INSTANCES - 1));
        scu = new Scu(archive.remote());
        Attributes[] instances = new Attributes[INSTANCES];
        for (int i = 0; i < INSTANCES; i++) {
            instances[i] =
                    Instances.ct().study(study).series(series).instanceNumber(i).build();
        }
        scu.store(instances);
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    private Attributes images(Key... keys) {
        Attributes identifier = Scu.identifier("IMAGE", keys);
        return identifier.put(Tag.StudyInstanceUID, study).put(Tag.SeriesInstanceUID, series);
    }

    @Test
    void returnsAsManyMatchesAsAllowedThenSaysThatThereAreMore() throws Exception {
        Answers answers = scu.find(FIND, images());
        assertEquals(INSTANCES - 1, answers.matches().size());
        assertEquals(DimseStatus.OUT_OF_RESOURCES, answers.status());
        assertEquals(
                FindOutcome.TOO_MANY_MATCHES.comment(), answers.last().command().errorComment());
    }

    @Test
    void succeedsWhenTheMatchesJustFitTheLimit() throws Exception {
        Answers answers = scu.find(FIND, images(Key.of(Tag.InstanceNumber, Vr.IS, "7")));
        assertEquals(1, answers.matches().size());
        assertEquals(DimseStatus.SUCCESS, answers.status());
        assertTrue(answers.last().command().errorComment().isEmpty());
    }

    @Test
    void saysThatAQueryWithoutMatchesTookTooLong(@TempDir Path directory) throws Exception {
        Duration over = Duration.ofSeconds(-1);
        try (TestArchive hasty =
                TestArchive.start(directory, TestArchive.Options.defaults().withQueryTimeOut(over))) {
            Scu requestor = new Scu(hasty.remote());
            requestor.store(Instances.ct().build());
            Answers answers =
                    requestor.find(FIND, Scu.identifier("STUDY", Key.of(Tag.StudyDescription, Vr.LO, "nowhere")));
            assertEquals(DimseStatus.OUT_OF_RESOURCES, answers.status());
            assertEquals(
                    FindOutcome.TOO_LONG.comment(), answers.last().command().errorComment());
        }
    }

    @Test
    void writesCommentsThatFitTheirElement() {
        for (FindOutcome outcome : FindOutcome.values()) {
            assertTrue(outcome.comment().length() <= 64, outcome::name);
            assertFalse(outcome.comment().contains("\\"), outcome::name);
        }
    }
}
