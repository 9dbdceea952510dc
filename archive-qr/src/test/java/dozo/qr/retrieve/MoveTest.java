package dozo.qr.retrieve;

import static dozo.qr.testing.CounterCheck.assertCountersAddUp;
import static dozo.qr.testing.CounterCheck.assertCounts;
import static dozo.qr.testing.CounterCheck.failedList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.RemoteAe;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.MoveOriginator;
import dozo.core.dimse.SubOperations;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.Ports;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import dozo.qr.testing.TestDestination;
import dozo.storage.testing.MemoryIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C-MOVE over real sockets to destinations that do well or not, from a real store. */
class MoveTest {

    private static final Uid MOVE = InformationModel.STUDY_ROOT.move();
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private final Uid study = Instances.newUid();
    private final MemoryIndex index = new MemoryIndex();
    private TestArchive archive;
    private Scu scu;

    @BeforeEach
    void startArchive() throws Exception {
        start(TestArchive.Options.defaults());
    }

    private void start(TestArchive.Options options) throws Exception {
        archive = TestArchive.start(directory, index, options);
        scu = new Scu(archive.remote());
    }

    private void restart(TestArchive.Options options) throws Exception {
        archive.close();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                PathUtils.deleteDirectory(file);
            }
        }
        start(options);
    }

    @AfterEach
    void stopArchive() {
        archive.close();
        assertEquals(0, index.openStreams(), "streams of the index left open");
    }

    private List<Attributes> storeStudy(int instances) throws Exception {
        List<Attributes> stored = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            stored.add(Instances.ct().study(study).instanceNumber(i + 1).build());
        }
        scu.store(stored.toArray(Attributes[]::new));
        return stored;
    }

    private Attributes wholeStudy() {
        return Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study));
    }

    private Answers moveTo(TestDestination destination) throws Exception {
        archive.addDestination(destination.remote());
        Answers answers = scu.move(MOVE, wholeStudy(), TestDestination.TITLE);
        assertCountersAddUp(answers);
        return answers;
    }

    private static Uid uid(Attributes instance) {
        return instance.uid(Tag.SOPInstanceUID).orElseThrow();
    }

    @Test
    void bringsEveryInstanceAsItWasStoredAndNamesTheOriginator() throws Exception {
        List<Attributes> stored = storeStudy(5);
        try (TestDestination destination = TestDestination.start()) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.SUCCESS, answers.status());
            assertCounts(answers, 5, 0, 0);
            assertEquals(Optional.empty(), answers.last().dataSet());
            for (Attributes instance : stored) {
                TestDestination.Arrived arrived = destination.arrived().get(uid(instance));
                assertArrayEquals(DatasetWriter.toBytes(instance, EXPLICIT), arrived.dataSet());
                assertEquals(
                        Scu.TITLE,
                        arrived.command()
                                .moveOriginator()
                                .map(MoveOriginator::title)
                                .orElseThrow());
            }
        }
    }

    @Test
    void movesNothingToATitleThatIsNotConfigured() throws Exception {
        storeStudy(1);
        Answers answers = scu.move(MOVE, wholeStudy(), TestDestination.TITLE);
        assertEquals(DimseStatus.MOVE_DESTINATION_UNKNOWN, answers.status());
    }

    @Test
    void succeedsWithNothingToDoWhenNothingMatches() throws Exception {
        try (TestDestination destination = TestDestination.start()) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.SUCCESS, answers.status());
            assertCounts(answers, 0, 0, 0);
            assertEquals(0, destination.associations());
        }
    }

    @Test
    void refusesWithA701ASelectionTooLargeToBeCounted() throws Exception {
        restart(TestArchive.Options.defaults().withMaxInstances(2));
        storeStudy(3);
        try (TestDestination destination = TestDestination.start()) {
            archive.addDestination(destination.remote());
            Answers answers = scu.move(MOVE, wholeStudy(), TestDestination.TITLE);
            assertEquals(DimseStatus.OUT_OF_RESOURCES_MATCHES, answers.status());
            assertEquals(
                    "too many instances for one retrieval",
                    answers.last().command().errorComment());
            assertEquals(0, destination.associations());
        }
    }

    @Test
    void refusesAnIdentifierWithoutItsUniqueKey() throws Exception {
        try (TestDestination destination = TestDestination.start()) {
            archive.addDestination(destination.remote());
            Answers answers = scu.move(MOVE, Scu.identifier("STUDY"), TestDestination.TITLE);
            assertEquals(0xA900, answers.status());
        }
    }

    @Test
    void goesOnAfterAnInstanceThatIsRefusedAndListsIt() throws Exception {
        List<Attributes> stored = storeStudy(4);
        Uid refused = uid(stored.get(1));
        try (TestDestination destination = TestDestination.behaving((exchange, number) ->
                Optional.of(exchange.request().sopInstanceUid().orElseThrow().equals(refused) ? 0xA700 : 0))) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.WARNING_SUBOPERATIONS, answers.status());
            assertCounts(answers, 3, 1, 0);
            assertEquals(Set.of(refused.value()), failedList(answers));
        }
    }

    @Test
    void countsWarningsApartAndDoesNotListThem() throws Exception {
        storeStudy(2);
        try (TestDestination destination =
                TestDestination.behaving((exchange, number) -> Optional.of(number == 1 ? 0xB007 : 0))) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.WARNING_SUBOPERATIONS, answers.status());
            assertCounts(answers, 1, 0, 1);
            assertEquals(Optional.empty(), answers.last().dataSet());
        }
    }

    @Test
    void answersA702WhenNoneCouldBeSent() throws Exception {
        List<Attributes> stored = storeStudy(3);
        try (TestDestination destination = TestDestination.acceptingClasses(uid -> false)) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.OUT_OF_RESOURCES_SUBOPERATIONS, answers.status());
            assertCounts(answers, 0, 3, 0);
            assertEquals(Set.copyOf(stored.stream().map(i -> uid(i).value()).toList()), failedList(answers));
        }
    }

    @Test
    void answersA702WhenTheDestinationCannotBeReached() throws Exception {
        storeStudy(2);
        archive.addDestination(new RemoteAe(TestDestination.TITLE, "127.0.0.1", Ports.free()));
        Answers answers = scu.move(MOVE, wholeStudy(), TestDestination.TITLE);
        assertEquals(DimseStatus.OUT_OF_RESOURCES_SUBOPERATIONS, answers.status());
        assertCounts(answers, 0, 2, 0);
    }

    @Test
    void sendsAgainOnlyWhatWasNotConfirmedWhenTheConnectionIsLost() throws Exception {
        restart(TestArchive.Options.defaults().withAssociations(1));
        List<Attributes> stored = storeStudy(5);
        try (TestDestination destination =
                TestDestination.behaving((exchange, number) -> number == 3 ? Optional.empty() : Optional.of(0))) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.SUCCESS, answers.status());
            assertCounts(answers, 5, 0, 0);
            assertEquals(2, destination.associations());
            assertEquals(stored.stream().map(MoveTest::uid).toList(), destination.order());
        }
    }

    @Test
    void givesUpAnInstanceThatBreaksTheConnectionEachTimeAndSendsTheRest() throws Exception {
        List<Attributes> stored = storeStudy(5);
        Uid poison = uid(stored.get(2));
        try (TestDestination destination = TestDestination.behaving((exchange, number) ->
                exchange.request().sopInstanceUid().orElseThrow().equals(poison) ? Optional.empty() : Optional.of(0))) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.WARNING_SUBOPERATIONS, answers.status());
            assertCounts(answers, 4, 1, 0);
            assertEquals(Set.of(poison.value()), failedList(answers));
        }
    }

    @Test
    void givesUpADestinationThatBreaksEveryConnection() throws Exception {
        storeStudy(30);
        try (TestDestination destination = TestDestination.behaving((exchange, number) -> Optional.empty())) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.OUT_OF_RESOURCES_SUBOPERATIONS, answers.status());
            assertCounts(answers, 0, 30, 0);
            assertTrue(destination.associations() < 30, () -> destination.associations() + " attempts");
        }
    }

    @Test
    void sendsOverSeveralAssociationsAtOnce() throws Exception {
        restart(TestArchive.Options.defaults().withAssociations(3));
        storeStudy(40);
        CountDownLatch threeAtOnce = new CountDownLatch(3);
        try (TestDestination destination = TestDestination.behaving((exchange, number) -> {
            threeAtOnce.countDown();
            await(threeAtOnce);
            return Optional.of(0);
        })) {
            Answers answers = moveTo(destination);
            assertCounts(answers, 40, 0, 0);
            assertEquals(3, destination.associations());
            assertEquals(40, new HashSet<>(destination.order()).size());
        }
    }

    @Test
    void answersPendingAtAnIntervalWhileTheDestinationIsSlow() throws Exception {
        storeStudy(2);
        CountDownLatch threeAnswers = new CountDownLatch(3);
        try (TestDestination destination = TestDestination.behaving((exchange, number) -> {
            await(threeAnswers);
            return Optional.of(0);
        })) {
            archive.addDestination(destination.remote());
            Answers answers = scu.move(MOVE, wholeStudy(), TestDestination.TITLE, response -> {
                threeAnswers.countDown();
                return true;
            });
            assertCountersAddUp(answers);
            assertCounts(answers, 2, 0, 0);
        }
    }

    @Test
    void stopsWithTheCountersAsTheyAreWhenCancelledThoughTheDestinationHangs() throws Exception {
        restart(TestArchive.Options.defaults().withAssociations(1));
        storeStudy(20);
        CountDownLatch moveEnded = new CountDownLatch(1);
        try (TestDestination destination = TestDestination.behaving((exchange, number) -> {
            if (number > 3) {
                await(moveEnded);
            }
            return Optional.of(0);
        })) {
            archive.addDestination(destination.remote());
            Answers answers = scu.move(
                    MOVE,
                    wholeStudy(),
                    TestDestination.TITLE,
                    response -> response.command().subOperations().completed() < 3);
            moveEnded.countDown();
            assertEquals(DimseStatus.CANCEL, answers.status());
            assertCountersAddUp(answers);
            assertEquals(
                    new SubOperations(17, 3, 0, 0), answers.last().command().subOperations());
        }
    }

    @Test
    void splitsAHundredAndThirtyKindsOverAssociations() throws Exception {
        List<Uid> sent = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            Attributes instance = Instances.ct()
                    .study(study)
                    .sopClass(new Uid("1.2.3.4." + i))
                    .build();
            sent.add(uid(instance));
            scu.store(instance);
        }
        try (TestDestination destination = TestDestination.start()) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.SUCCESS, answers.status());
            assertCounts(answers, 130, 0, 0);
            assertEquals(Set.copyOf(sent), destination.arrived().keySet());
            assertEquals(130, destination.order().size());
            assertTrue(destination.associations() >= 3);
        }
    }

    @Test
    void convertsForADestinationThatTakesImplicitOnly() throws Exception {
        List<Attributes> stored = storeStudy(2);
        try (TestDestination destination = TestDestination.accepting(IMPLICIT)) {
            Answers answers = moveTo(destination);
            assertCounts(answers, 2, 0, 0);
            for (Attributes instance : stored) {
                TestDestination.Arrived arrived = destination.arrived().get(uid(instance));
                assertEquals(IMPLICIT, arrived.syntax());
                assertArrayEquals(DatasetWriter.toBytes(instance, IMPLICIT), arrived.dataSet());
            }
        }
    }

    @Test
    void failsOneInstanceWithoutCodecAndSendsTheOthers() throws Exception {
        storeStudy(2);
        TransferSyntax j2k = TransferSyntax.of(new Uid("1.2.840.10008.1.2.4.90"));
        Attributes compressed =
                Instances.ct().study(study).fragments(new byte[] {1, 2}).build();
        scu.store(Instances.CT, uid(compressed), j2k, DatasetWriter.toBytes(compressed, j2k));
        try (TestDestination destination = TestDestination.accepting(EXPLICIT, IMPLICIT)) {
            Answers answers = moveTo(destination);
            assertCounts(answers, 2, 1, 0);
            assertEquals(Set.of(uid(compressed).value()), failedList(answers));
        }
    }

    @Test
    void failsOneInstanceWhoseOnlyCopyIsCorruptAndSendsTheOthers() throws Exception {
        storeStudy(3);
        Path damaged = TestArchive.files(directory, 1).get(1);
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 7] ^= 1;
        Files.write(damaged, bytes);
        try (TestDestination destination = TestDestination.start()) {
            Answers answers = moveTo(destination);
            assertEquals(DimseStatus.WARNING_SUBOPERATIONS, answers.status());
            assertCounts(answers, 2, 1, 0);
            assertEquals(1, failedList(answers).size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void takesTheGoodCopyWhenTheOtherOfAMirrorIsCorrupt(int damagedVolume) throws Exception {
        restart(TestArchive.Options.defaults().mirrored());
        List<Attributes> stored = storeStudy(1);
        Path damaged = TestArchive.files(directory, damagedVolume).get(0);
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 4;
        Files.write(damaged, bytes);
        try (TestDestination destination = TestDestination.start()) {
            Answers answers = moveTo(destination);
            assertCounts(answers, 1, 0, 0);
            assertArrayEquals(
                    DatasetWriter.toBytes(stored.get(0), EXPLICIT),
                    destination.arrived().get(uid(stored.get(0))).dataSet());
        }
    }

    @Test
    void movesListsOfInstancesOnly() throws Exception {
        List<Attributes> stored = storeStudy(1);
        Uid series = stored.get(0).uid(Tag.SeriesInstanceUID).orElseThrow();
        Attributes second = Instances.ct().study(study).series(series).build();
        Attributes third = Instances.ct().study(study).series(series).build();
        scu.store(second, third);
        try (TestDestination destination = TestDestination.start()) {
            archive.addDestination(destination.remote());
            Answers answers = scu.move(
                    MOVE,
                    Scu.identifier(
                            "IMAGE",
                            Key.of(Tag.StudyInstanceUID, study),
                            Key.of(Tag.SeriesInstanceUID, series),
                            Key.of(Tag.SOPInstanceUID, uid(stored.get(0)), uid(third)),
                            Key.of(Tag.PatientID, Vr.LO)),
                    TestDestination.TITLE);
            assertCounts(answers, 2, 0, 0);
            assertEquals(
                    Set.of(uid(stored.get(0)), uid(third)),
                    destination.arrived().keySet());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(Patience.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
