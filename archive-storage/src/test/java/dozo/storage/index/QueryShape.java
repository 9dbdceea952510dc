package dozo.storage.index;

import dozo.core.dataset.Tag;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.NameGroup;
import dozo.storage.testing.MadeUpStudy;
import java.time.LocalDate;
import java.util.List;

/** The queries that workstations send all day, on what {@link dozo.storage.testing.IndexFiller} made. */
record QueryShape(String name, Level level, List<Condition> conditions) {

    static List<QueryShape> all() {
        MadeUpStudy made = new MadeUpStudy(77);
        LocalDate day = LocalDate.of(2020, 5, 5);
        Condition date = new Condition.DateRange(Tag.StudyDate, day, day);
        Condition study = new Condition.UidList(Tag.StudyInstanceUID, List.of(made.studyUid()));
        Condition series = new Condition.UidList(Tag.SeriesInstanceUID, List.of(made.seriesUid(1)));
        return List.of(
                new QueryShape("study UID", Level.STUDY, List.of(study)),
                new QueryShape("patient ID", Level.STUDY, List.of(new Condition.Exact(Tag.PatientID, "ID77"))),
                new QueryShape(
                        "patients by ID", Level.PATIENT, List.of(new Condition.Wildcard(Tag.PatientID, "ID77*"))),
                new QueryShape("accession", Level.STUDY, List.of(new Condition.Exact(Tag.AccessionNumber, "A77"))),
                new QueryShape("name", Level.STUDY, List.of(name("family100077*"))),
                new QueryShape("patients by name", Level.PATIENT, List.of(name("family100077*"))),
                new QueryShape("kanji and date", Level.STUDY, List.of(name("山田77*"), date)),
                new QueryShape("one day", Level.STUDY, List.of(date)),
                new QueryShape(
                        "day and modality",
                        Level.STUDY,
                        List.of(date, new Condition.Exact(Tag.ModalitiesInStudy, "MR"))),
                new QueryShape("rare modality", Level.STUDY, List.of(new Condition.Exact(Tag.ModalitiesInStudy, "XA"))),
                new QueryShape("everything", Level.STUDY, List.of()),
                new QueryShape("series of a study", Level.SERIES, List.of(study)),
                new QueryShape("series of a day", Level.SERIES, List.of(date, new Condition.Exact(Tag.Modality, "MR"))),
                new QueryShape("instances of a series", Level.IMAGE, List.of(study, series)),
                new QueryShape(
                        "one instance",
                        Level.IMAGE,
                        List.of(
                                study,
                                series,
                                new Condition.UidList(Tag.SOPInstanceUID, List.of(made.instanceUid(1, 0))))));
    }

    private static Condition name(String pattern) {
        return new Condition.Name(Tag.PatientName, NameGroup.ANY, pattern);
    }
}
