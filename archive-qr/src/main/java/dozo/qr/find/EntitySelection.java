package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.RetrieveSelection;
import java.util.List;
import java.util.Optional;

/** The instances of what a query has found. */
final class EntitySelection {

    private EntitySelection() {}

    /** Of the entity with these unique keys; empty when they do not name one: a patient without Patient ID. */
    static Optional<RetrieveSelection> of(Level level, Attributes found) {
        return switch (level) {
            case PATIENT ->
                found.string(Tag.PatientID)
                        .map(id -> new RetrieveSelection(List.of(id), List.of(), List.of(), List.of()));
            case STUDY -> found.uid(Tag.StudyInstanceUID).map(uid -> RetrieveSelection.ofStudies(List.of(uid)));
            case SERIES ->
                found.uid(Tag.SeriesInstanceUID)
                        .map(uid -> new RetrieveSelection(List.of(), List.of(), List.of(uid), List.of()));
            case IMAGE -> found.uid(Tag.SOPInstanceUID).map(uid -> RetrieveSelection.ofInstances(List.of(uid)));
        };
    }
}
