package dozo.admin.crash;

import dozo.admin.testing.Image;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a modality remembers of the images it made: all that it sent, and which of them the archive has answered for. */
final class Memory {

    private static final int STUDIES = 3;
    private static final int LARGEST_KIBIBYTES = 400;

    private final Random random;
    private final Map<Uid, Image> sent = new ConcurrentHashMap<>();
    private final Set<Uid> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Image.Place> studies = new ArrayList<>();

    Memory(Random random) {
        this.random = random;
        for (int i = 0; i < STUDIES; i++) {
            studies.add(new Image.Place("P" + i, Instances.newUid(), Instances.newUid(), Instances.newUid()));
        }
    }

    /** Takes new images, of several sizes, in a few studies. */
    List<Image> expose(int count) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Image.Place study = studies.get(random.nextInt(studies.size()));
            Image.Place place = new Image.Place(study.patientId(), study.study(), study.series(), Instances.newUid());
            Image image = Image.draw(random, place, sent.size(), 1 + random.nextInt(LARGEST_KIBIBYTES));
            sent.put(image.sopInstance(), image);
            images.add(image);
        }
        return images;
    }

    /** Those that the archive has not answered for: a modality sends them again. */
    List<Image> unanswered() {
        return sent.values().stream()
                .filter(image -> !acknowledged.contains(image.sopInstance()))
                .toList();
    }

    /** Notes how the archive answered. */
    void note(Image image, int status) {
        if (status == DimseStatus.SUCCESS) {
            acknowledged.add(image.sopInstance());
        }
    }

    Map<Uid, Image> sent() {
        return sent;
    }

    Set<Uid> acknowledged() {
        return acknowledged;
    }
}
