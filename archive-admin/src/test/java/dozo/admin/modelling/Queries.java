package dozo.admin.modelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.modelling.Universe.Slot;
import dozo.admin.testing.Image;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Asks the archive by C-FIND on each level, and holds the answers against the model. */
final class Queries {

    private static final Uid PATIENT_ROOT = InformationModel.PATIENT_ROOT.find();
    private static final Uid STUDY_ROOT = InformationModel.STUDY_ROOT.find();

    private final Scu archive;
    private final Model model;

    Queries(Scu archive, Model model) {
        this.archive = archive;
        this.model = model;
    }

    void patients() throws OperatingFailure {
        List<Attributes> answers = find(PATIENT_ROOT, Scu.identifier("PATIENT", Key.of(Tag.PatientID, Vr.LO)));
        assertGroups(answers, Tag.PatientID, Slot::patientId, slot -> true);
    }

    void studies(Slot slot) throws OperatingFailure {
        List<Attributes> answers = find(
                STUDY_ROOT,
                Scu.identifier(
                        "STUDY",
                        Key.of(Tag.PatientID, Vr.LO, slot.patientId()),
                        Key.of(Tag.StudyInstanceUID),
                        Key.of(Tag.NumberOfStudyRelatedInstances, Vr.IS)));
        Predicate<Slot> ofPatient = other -> other.patient() == slot.patient();
        assertGroups(answers, Tag.StudyInstanceUID, other -> other.studyUid().value(), ofPatient);
        assertCounts(answers, Tag.NumberOfStudyRelatedInstances, Tag.StudyInstanceUID, Slot::studyUid);
    }

    void series(Slot slot) throws OperatingFailure {
        List<Attributes> answers = find(
                STUDY_ROOT,
                Scu.identifier(
                        "SERIES",
                        Key.of(Tag.StudyInstanceUID, slot.studyUid()),
                        Key.of(Tag.SeriesInstanceUID),
                        Key.of(Tag.NumberOfSeriesRelatedInstances, Vr.IS)));
        assertGroups(answers, Tag.SeriesInstanceUID, other -> other.seriesUid().value(), other -> other.studyUid()
                .equals(slot.studyUid()));
        assertCounts(answers, Tag.NumberOfSeriesRelatedInstances, Tag.SeriesInstanceUID, Slot::seriesUid);
    }

    /** Settles, too, what is open in the model of this series: what is seen here must be seen ever after. */
    void images(Slot slot) throws OperatingFailure {
        List<Attributes> answers = find(
                STUDY_ROOT,
                Scu.identifier(
                        "IMAGE",
                        Key.of(Tag.StudyInstanceUID, slot.studyUid()),
                        Key.of(Tag.SeriesInstanceUID, slot.seriesUid()),
                        Key.of(Tag.SOPInstanceUID),
                        Key.of(Tag.InstanceNumber, Vr.IS)));
        Predicate<Slot> ofSeries = other -> other.seriesUid().equals(slot.seriesUid());
        assertGroups(answers, Tag.SOPInstanceUID, other -> other.instanceUid().value(), ofSeries);
        Set<Uid> found = new HashSet<>();
        for (Attributes answer : answers) {
            Uid uid = answer.uid(Tag.SOPInstanceUID).orElseThrow();
            found.add(uid);
            Slot seen = model.possible(other -> other.instanceUid().equals(uid)).get(0);
            int content = answer.integer(Tag.InstanceNumber).orElseThrow() - seen.number(0);
            Holding holding = model.of(seen);
            assertTrue(holding.current().contains(content), () -> seen + " shows content " + content + ": " + holding);
            holding.seen(content);
        }
        model.possible(ofSeries).stream()
                .filter(other -> !found.contains(other.instanceUid()))
                .forEach(other -> model.of(other).absent());
    }

    /** Wants no more after its first answers. */
    void cancelled(int wanted) throws OperatingFailure {
        int[] seen = new int[1];
        Scu.Answers answers = archive.find(
                ProposedContext.of(STUDY_ROOT, Image.SYNTAX),
                Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID)),
                pending -> ++seen[0] < wanted);
        assertTrue(
                answers.status() == DimseStatus.SUCCESS || answers.status() == DimseStatus.CANCEL,
                () -> DimseStatus.toString(answers.status()));
        Set<String> known = model.possible(slot -> true).stream()
                .map(slot -> slot.studyUid().value())
                .collect(Collectors.toSet());
        assertTrue(known.containsAll(answers.values(Tag.StudyInstanceUID)));
    }

    private List<Attributes> find(Uid sopClass, Attributes identifier) throws OperatingFailure {
        Scu.Answers answers = archive.find(sopClass, identifier);
        assertEquals(DimseStatus.SUCCESS, answers.status());
        return answers.matches();
    }

    /** Each group that must be there is answered once, and none that cannot be. */
    private void assertGroups(List<Attributes> answers, int tag, Function<Slot, String> group, Predicate<Slot> which) {
        List<String> found =
                answers.stream().map(answer -> answer.string(tag).orElse("")).toList();
        Set<String> distinct = new HashSet<>(found);
        assertEquals(distinct.size(), found.size(), () -> "answered twice: " + found);
        Set<String> missing = model.certain(which).stream().map(group).collect(Collectors.toSet());
        missing.removeAll(distinct);
        assertEquals(Set.of(), missing, "not found");
        model.possible(which).stream().map(group).forEach(distinct::remove);
        assertEquals(Set.of(), distinct, "found, and never stored");
    }

    /** Each answer counts what lies in the group that it stands for, known by the UID at {@code tag}. */
    private void assertCounts(List<Attributes> answers, int counter, int tag, Function<Slot, Uid> group) {
        for (Attributes answer : answers) {
            Uid uid = answer.uid(tag).orElseThrow();
            Predicate<Slot> inGroup = slot -> group.apply(slot).equals(uid);
            int count = answer.integer(counter).orElseThrow();
            int least = model.certain(inGroup).size();
            int most = model.possible(inGroup).size();
            assertTrue(least <= count && count <= most, () -> count + " instances, not " + least + " to " + most);
        }
    }
}
