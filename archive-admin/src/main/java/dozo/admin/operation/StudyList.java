package dozo.admin.operation;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.FindEnd;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.NameGroup;
import dozo.storage.integrity.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which studies are stored. */
public final class StudyList extends ArchiveOperation<StudyList.Filter, StudyList.Studies> {

    private static final Set<Integer> RETURNED = Set.of(
            Tag.StudyInstanceUID,
            Tag.StudyDate,
            Tag.PatientID,
            Tag.PatientName,
            Tag.AccessionNumber,
            Tag.ModalitiesInStudy,
            Tag.NumberOfStudyRelatedSeries,
            Tag.NumberOfStudyRelatedInstances);

    public StudyList() {
        super("study.list", Filter.class, Studies.class);
    }

    /**
     * Which studies are wanted; empty texts do not restrict.
     *
     * @param patientId with {@code *} and {@code ?}
     * @param patientName with {@code *} and {@code ?}, in any of its writings
     * @param from first study date, such as 2026-11-22
     * @param to last study date
     * @param limit most studies wanted
     */
    public record Filter(String patientId, String patientName, String from, String to, int limit) {}

    /** The studies, and whether these are all. */
    public record Studies(boolean complete, List<StudyRow> studies) {}

    /** One study. */
    public record StudyRow(
            String studyInstanceUid,
            String studyDate,
            String patientId,
            String patientName,
            String accessionNumber,
            String modalities,
            int series,
            int instances) {

        static StudyRow of(Attributes study) {
            return new StudyRow(
                    text(study, Tag.StudyInstanceUID),
                    text(study, Tag.StudyDate),
                    text(study, Tag.PatientID),
                    text(study, Tag.PatientName),
                    text(study, Tag.AccessionNumber),
                    text(study, Tag.ModalitiesInStudy),
                    study.integer(Tag.NumberOfStudyRelatedSeries).orElse(0),
                    study.integer(Tag.NumberOfStudyRelatedInstances).orElse(0));
        }

        private static String text(Attributes study, int tag) {
            return String.join("\\", study.strings(tag));
        }
    }

    @Override
    public Studies run(Workplace workplace, Filter filter, Progress.Listener progress) throws OperatingFailure {
        List<StudyRow> rows = new ArrayList<>();
        IndexQuery query = new IndexQuery(Level.STUDY, conditions(filter), RETURNED, Listing.bounded(filter.limit()));
        try {
            FindSummary summary = workplace.archive().index().find(query, row -> {
                rows.add(StudyRow.of(row.attributes()));
                return true;
            });
            return new Studies(summary.end() == FindEnd.COMPLETE, rows);
        } catch (IOException e) {
            throw new IllegalStateException("a list takes every row", e);
        }
    }

    private static List<Condition> conditions(Filter filter) throws OperatingFailure {
        List<Condition> conditions = new ArrayList<>();
        if (!filter.patientId().isEmpty()) {
            conditions.add(new Condition.Wildcard(Tag.PatientID, filter.patientId()));
        }
        if (!filter.patientName().isEmpty()) {
            conditions.add(new Condition.Name(Tag.PatientName, NameGroup.ANY, filter.patientName()));
        }
        if (!filter.from().isEmpty() || !filter.to().isEmpty()) {
            conditions.add(new Condition.DateRange(Tag.StudyDate, date(filter.from()), date(filter.to())));
        }
        return conditions;
    }

    private static @Nullable LocalDate date(String text) throws OperatingFailure {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID, "\"" + text + "\" is no date such as 2026-11-22.", e);
        }
    }
}
