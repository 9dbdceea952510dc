package dozo.storage.index.query;

import dozo.core.dataset.Tag;
import dozo.storage.index.header.AttributeLevels;
import dozo.storage.index.model.Level;
import java.util.Map;
import java.util.Optional;

/**
 * Where an attribute is searched.
 *
 * @param level whose table has the column
 * @param name of the column; of a person name, its beginning; of a term, its kind in the table of terms
 */
record Column(Level level, String name, Kind kind) {

    /** How values stand in a column. */
    enum Kind {
        TEXT,
        DATE,
        TIME,
        NUMBER,
        /** Three columns, one for each component group. */
        NAME,
        /** Rows of the table of terms. */
        TERM
    }

    /** Kinds in the table of terms, as the writer numbers them. */
    static final String MODALITY_TERM = "0";

    static final String SOP_CLASS_TERM = "1";

    private static final Map<Integer, Column> BY_TAG = Map.ofEntries(
            Map.entry(Tag.PatientName, new Column(Level.PATIENT, "name", Kind.NAME)),
            Map.entry(Tag.PatientID, new Column(Level.PATIENT, "patient_id", Kind.TEXT)),
            Map.entry(Tag.IssuerOfPatientID, new Column(Level.PATIENT, "issuer", Kind.TEXT)),
            Map.entry(Tag.PatientBirthDate, new Column(Level.PATIENT, "birth_date", Kind.DATE)),
            Map.entry(Tag.PatientSex, new Column(Level.PATIENT, "sex", Kind.TEXT)),
            Map.entry(Tag.StudyInstanceUID, new Column(Level.STUDY, "study_instance_uid", Kind.TEXT)),
            Map.entry(Tag.StudyDate, new Column(Level.STUDY, "study_date", Kind.DATE)),
            Map.entry(Tag.StudyTime, new Column(Level.STUDY, "study_time", Kind.TIME)),
            Map.entry(Tag.AccessionNumber, new Column(Level.STUDY, "accession_number", Kind.TEXT)),
            Map.entry(Tag.StudyID, new Column(Level.STUDY, "study_id", Kind.TEXT)),
            Map.entry(Tag.StudyDescription, new Column(Level.STUDY, "description", Kind.TEXT)),
            Map.entry(Tag.ReferringPhysicianName, new Column(Level.STUDY, "referring", Kind.NAME)),
            Map.entry(Tag.ModalitiesInStudy, new Column(Level.STUDY, MODALITY_TERM, Kind.TERM)),
            Map.entry(Tag.SOPClassesInStudy, new Column(Level.STUDY, SOP_CLASS_TERM, Kind.TERM)),
            Map.entry(Tag.SeriesInstanceUID, new Column(Level.SERIES, "series_instance_uid", Kind.TEXT)),
            Map.entry(Tag.Modality, new Column(Level.SERIES, "modality", Kind.TEXT)),
            Map.entry(Tag.SeriesNumber, new Column(Level.SERIES, "series_number", Kind.NUMBER)),
            Map.entry(Tag.SeriesDate, new Column(Level.SERIES, "series_date", Kind.DATE)),
            Map.entry(Tag.SeriesTime, new Column(Level.SERIES, "series_time", Kind.TIME)),
            Map.entry(Tag.PerformedProcedureStepStartDate, new Column(Level.SERIES, "performed_date", Kind.DATE)),
            Map.entry(Tag.PerformedProcedureStepStartTime, new Column(Level.SERIES, "performed_time", Kind.TIME)),
            Map.entry(Tag.SeriesDescription, new Column(Level.SERIES, "description", Kind.TEXT)),
            Map.entry(Tag.BodyPartExamined, new Column(Level.SERIES, "body_part", Kind.TEXT)),
            Map.entry(Tag.StationName, new Column(Level.SERIES, "station", Kind.TEXT)),
            Map.entry(Tag.InstitutionName, new Column(Level.SERIES, "institution", Kind.TEXT)),
            Map.entry(Tag.ProtocolName, new Column(Level.SERIES, "protocol", Kind.TEXT)),
            Map.entry(Tag.SOPInstanceUID, new Column(Level.IMAGE, "sop_instance_uid", Kind.TEXT)),
            Map.entry(Tag.SOPClassUID, new Column(Level.IMAGE, "sop_class_uid", Kind.TEXT)),
            Map.entry(Tag.InstanceNumber, new Column(Level.IMAGE, "instance_number", Kind.NUMBER)),
            Map.entry(Tag.ContentDate, new Column(Level.IMAGE, "content_date", Kind.DATE)),
            Map.entry(Tag.ContentTime, new Column(Level.IMAGE, "content_time", Kind.TIME)));

    /** The column of the attribute, if it has one. */
    static Optional<Column> of(int tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** The level at which a condition on the attribute is tested; empty when the index does not know the attribute. */
    static Optional<Level> levelOf(int tag) {
        return of(tag).map(Column::level).or(() -> AttributeLevels.of(tag));
    }

    /**
     * The alias of the table that has the column in a query for entities of {@code queried}: the patient's search values
     * stand in the study's row too, so only queries for patients look into the patient's.
     */
    String alias(Level queried) {
        return switch (level) {
            case PATIENT -> queried == Level.PATIENT ? "p" : "s";
            case STUDY -> "s";
            case SERIES -> "e";
            case IMAGE -> "i";
        };
    }
}
