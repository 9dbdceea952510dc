package dozo.admin.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.testing.Image;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether an archive that came back holds what it has answered for: every such image is found and comes back as it was sent,
 * none is found twice, and whatever else is found is a whole image too.
 */
final class Inspection {

    private static final InformationModel MODEL = InformationModel.STUDY_ROOT;

    private final Scu archive;
    private final Memory memory;
    private final String when;

    /** @param when for messages: the seed and what happened */
    Inspection(Scu archive, Memory memory, String when) {
        this.archive = archive;
        this.memory = memory;
        this.when = when;
    }

    void run() throws OperatingFailure {
        List<Uid> found = new ArrayList<>();
        for (Attributes study : find(Scu.identifier(
                "STUDY", Key.of(Tag.StudyInstanceUID), Key.of(Tag.NumberOfStudyRelatedInstances, Vr.IS)))) {
            Uid uid = study.uid(Tag.StudyInstanceUID).orElseThrow();
            List<Uid> images = images(uid);
            assertEquals(
                    images.size(),
                    study.integer(Tag.NumberOfStudyRelatedInstances).orElseThrow(),
                    when);
            assertComeBack(uid, images);
            found.addAll(images);
        }
        Set<Uid> distinct = new HashSet<>(found);
        assertEquals(distinct.size(), found.size(), "found twice, " + when);
        Set<Uid> lost = new HashSet<>(memory.acknowledged());
        lost.removeAll(distinct);
        assertEquals(Set.of(), lost, "answered with Success and lost, " + when);
        distinct.removeAll(memory.sent().keySet());
        assertEquals(Set.of(), distinct, "never sent, " + when);
    }

    private List<Uid> images(Uid study) throws OperatingFailure {
        List<Uid> images = new ArrayList<>();
        for (Attributes series :
                find(Scu.identifier("SERIES", Key.of(Tag.StudyInstanceUID, study), Key.of(Tag.SeriesInstanceUID)))) {
            find(Scu.identifier(
                            "IMAGE",
                            Key.of(Tag.StudyInstanceUID, study),
                            Key.of(
                                    Tag.SeriesInstanceUID,
                                    series.uid(Tag.SeriesInstanceUID).orElseThrow()),
                            Key.of(Tag.SOPInstanceUID)))
                    .forEach(image -> images.add(image.uid(Tag.SOPInstanceUID).orElseThrow()));
        }
        return images;
    }

    private List<Attributes> find(Attributes identifier) throws OperatingFailure {
        Scu.Answers answers = archive.find(MODEL.find(), identifier);
        assertEquals(DimseStatus.SUCCESS, answers.status(), when);
        return answers.matches();
    }

    private void assertComeBack(Uid study, List<Uid> images) throws OperatingFailure {
        Scu.Got got = archive.get(
                MODEL.get(),
                Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study)),
                List.of(ProposedContext.of(Instances.CT, Image.SYNTAX).asScp()));
        assertEquals(DimseStatus.SUCCESS, got.answers().status(), when);
        assertEquals(
                images.size(), got.answers().last().command().subOperations().completed(), "sent twice, " + when);
        assertEquals(new HashSet<>(images), got.dataSets().keySet(), when);
        for (Uid image : images) {
            Image sent = memory.sent().get(image);
            assertTrue(sent != null && sent.isSame(got.dataSets().get(image)), image + " came back other, " + when);
        }
    }
}
