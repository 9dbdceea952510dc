package dozo.admin.modelling;

import dozo.admin.testing.Image;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The few instances that a random sequence plays with, so few that it meets each of them often: two patients with two
 * studies of two series of four instances each, every instance in several contents.
 */
final class Universe {

    static final int CONTENTS = 3;

    private static final int PATIENTS = 2;
    private static final int STUDIES = 2;
    private static final int SERIES = 2;
    private static final int INSTANCES = 4;
    private static final int LARGEST_KIBIBYTES = 40;
    private static final String ROOT = "1.2.826.0.1.3680043.10.1.77";

    /** Where an instance belongs. */
    record Slot(int patient, int study, int series, int instance) {

        String patientId() {
            return "P" + patient;
        }

        Uid studyUid() {
            return new Uid(ROOT + "." + patient + "." + study);
        }

        Uid seriesUid() {
            return new Uid(studyUid() + "." + series);
        }

        Uid instanceUid() {
            return new Uid(seriesUid() + "." + instance);
        }

        /** Every content has a number of its own, so that a query shows which one is current. */
        int number(int content) {
            return ((patient * STUDIES + study) * SERIES + series) * 100 + instance * 10 + content;
        }

        /** The same bytes at each call. */
        Image image(int content) {
            Random random = new Random(number(content));
            Image.Place place = new Image.Place(patientId(), studyUid(), seriesUid(), instanceUid());
            return Image.draw(random, place, number(content), 1 + random.nextInt(LARGEST_KIBIBYTES));
        }
    }

    private Universe() {}

    static List<Slot> slots() {
        return IntStream.range(0, PATIENTS * STUDIES * SERIES * INSTANCES)
                .mapToObj(i -> new Slot(
                        i / (STUDIES * SERIES * INSTANCES) % PATIENTS,
                        i / (SERIES * INSTANCES) % STUDIES,
                        i / INSTANCES % SERIES,
                        i % INSTANCES))
                .toList();
    }

    static Slot any(Random random) {
        return slots().get(random.nextInt(slots().size()));
    }
}
