package dozo.qr.model;

import dozo.core.dataset.Tag;
import dozo.core.value.Uid;
import dozo.storage.index.model.Level;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The three query/retrieve information models and their SOP classes (PS3.4 sections C.3 and C.6). Patient/Study Only is
 * retired, yet still asked for.
 */
public enum InformationModel {
    PATIENT_ROOT("Patient Root", "1.2.840.10008.5.1.4.1.2.1", EnumSet.allOf(Level.class)),
    STUDY_ROOT("Study Root", "1.2.840.10008.5.1.4.1.2.2", EnumSet.of(Level.STUDY, Level.SERIES, Level.IMAGE)),
    PATIENT_STUDY_ONLY("Patient/Study Only", "1.2.840.10008.5.1.4.1.2.3", EnumSet.of(Level.PATIENT, Level.STUDY));

    private final String title;
    private final Set<Level> levels;
    private final Uid find;
    private final Uid move;
    private final Uid get;

    InformationModel(String title, String root, Set<Level> levels) {
        this.title = title;
        this.levels = levels;
        this.find = new Uid(root + ".1");
        this.move = new Uid(root + ".2");
        this.get = new Uid(root + ".3");
    }

    /** The model that {@code sopClass} asks by, whichever service it names. */
    public static Optional<InformationModel> of(Uid sopClass) {
        return Arrays.stream(values())
                .filter(model -> model.sopClasses().contains(sopClass))
                .findFirst();
    }

    /** Its name as in PS3.4. */
    public String title() {
        return title;
    }

    public Uid find() {
        return find;
    }

    public Uid move() {
        return move;
    }

    public Uid get() {
        return get;
    }

    /** Its SOP classes: FIND, MOVE, GET. */
    public List<Uid> sopClasses() {
        return List.of(find, move, get);
    }

    public boolean has(Level level) {
        return levels.contains(level);
    }

    /** Its levels above {@code level}, from the top: those whose unique keys a hierarchical query must name. */
    public List<Level> above(Level level) {
        return levels.stream().filter(other -> other.compareTo(level) < 0).toList();
    }

    /** The unique key of {@code level} (PS3.4 sections C.6.1.1 and C.6.2.1). */
    public static int uniqueKey(Level level) {
        return switch (level) {
            case PATIENT -> Tag.PatientID;
            case STUDY -> Tag.StudyInstanceUID;
            case SERIES -> Tag.SeriesInstanceUID;
            case IMAGE -> Tag.SOPInstanceUID;
        };
    }
}
