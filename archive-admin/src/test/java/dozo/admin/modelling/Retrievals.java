package dozo.admin.modelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.modelling.Universe.Slot;
import dozo.admin.testing.Image;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestDestination;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Fetches by C-GET and C-MOVE on each level, and holds what comes against the model, byte for byte. */
final class Retrievals {

    private static final InformationModel ROOT = InformationModel.STUDY_ROOT;

    private final Scu archive;
    private final TestDestination destination;
    private final Model model;

    Retrievals(Scu archive, TestDestination destination, Model model) {
        this.archive = archive;
        this.destination = destination;
        this.model = model;
    }

    /** What is asked for. */
    private record Wish(Attributes identifier, Predicate<Slot> which) {

        static Wish draw(Random random) {
            Slot slot = Universe.any(random);
            Key study = Key.of(Tag.StudyInstanceUID, slot.studyUid());
            Key series = Key.of(Tag.SeriesInstanceUID, slot.seriesUid());
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Wish(Scu.identifier("STUDY", study), other -> other.studyUid()
                            .equals(slot.studyUid()));
                case 1 ->
                    new Wish(Scu.identifier("SERIES", study, series), other -> other.seriesUid()
                            .equals(slot.seriesUid()));
                default ->
                    new Wish(
                            Scu.identifier("IMAGE", study, series, Key.of(Tag.SOPInstanceUID, slot.instanceUid())),
                            slot::equals);
            };
        }
    }

    void get(Random random) throws OperatingFailure {
        Wish wish = Wish.draw(random);
        Scu.Got got = archive.get(ROOT.get(), wish.identifier(), storage());
        assertEquals(DimseStatus.SUCCESS, got.answers().status());
        assertEquals(
                got.dataSets().size(),
                got.answers().last().command().subOperations().completed(),
                "sent twice");
        assertAll(wish, got.dataSets());
    }

    void move(Random random) throws OperatingFailure {
        Wish wish = Wish.draw(random);
        destination.arrived().clear();
        Scu.Answers answers = archive.move(ROOT.move(), wish.identifier(), TestDestination.TITLE);
        assertEquals(DimseStatus.SUCCESS, answers.status());
        assertEquals(
                destination.arrived().size(),
                answers.last().command().subOperations().completed(),
                "sent twice");
        assertAll(wish, arrived());
    }

    void cancelGet(Random random) throws OperatingFailure {
        Wish wish = Wish.draw(random);
        Scu.Got got = archive.get(ROOT.get(), wish.identifier(), storage(), pending -> false);
        assertEnded(got.answers());
        assertSome(wish, got.dataSets());
    }

    void cancelMove(Random random) throws OperatingFailure {
        Wish wish = Wish.draw(random);
        destination.arrived().clear();
        assertEnded(archive.move(ROOT.move(), wish.identifier(), TestDestination.TITLE, pending -> false));
        assertSome(wish, arrived());
    }

    private static List<ProposedContext> storage() {
        return List.of(ProposedContext.of(Instances.CT, Image.SYNTAX).asScp());
    }

    private Map<Uid, byte[]> arrived() {
        Map<Uid, byte[]> dataSets = new HashMap<>();
        destination.arrived().forEach((uid, arrived) -> dataSets.put(uid, arrived.dataSet()));
        return dataSets;
    }

    private static void assertEnded(Scu.Answers answers) {
        assertTrue(
                answers.status() == DimseStatus.SUCCESS || answers.status() == DimseStatus.CANCEL,
                () -> DimseStatus.toString(answers.status()));
    }

    private void assertAll(Wish wish, Map<Uid, byte[]> received) {
        Set<Uid> missing =
                model.certain(wish.which()).stream().map(Slot::instanceUid).collect(Collectors.toSet());
        missing.removeAll(received.keySet());
        assertEquals(Set.of(), missing, "did not come");
        assertSome(wish, received);
    }

    /** What came was asked for, and is a current version, whole. */
    private void assertSome(Wish wish, Map<Uid, byte[]> received) {
        Set<Uid> unknown = new HashSet<>(received.keySet());
        for (Slot slot : model.possible(wish.which())) {
            byte[] dataSet = received.get(slot.instanceUid());
            unknown.remove(slot.instanceUid());
            if (dataSet != null) {
                Holding holding = model.of(slot);
                int content = holding.current().stream()
                        .filter(candidate -> slot.image(candidate).isSame(dataSet))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(slot + " came back other than " + holding));
                holding.seen(content);
            }
        }
        assertEquals(Set.of(), unknown, "came, and was not asked for");
    }
}
