package dozo.storage.index.query;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.header.LeftOut;
import dozo.storage.index.header.RowAttributes;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes answers of rows: decodes, adds what stands above, computes what was asked for. Used by one query. */
final class RowAssembly {

    /** Rows above that are remembered, since neighbours share them. */
    private static final int REMEMBERED = 1_024;

    private final LevelReader reader;
    private final Reads reads;
    private final Set<Integer> returnTags;

    private record Decoded(LevelRow row, Attributes attributes, Set<Integer> leftOut) {

        static Decoded of(LevelRow row) throws OperatingFailure {
            Attributes attributes = RowAttributes.corrected(row.attributes(), row.overlay());
            return new Decoded(row, attributes, LeftOut.take(attributes));
        }
    }

    /** A row above, decoded for the first answer below it and never again. */
    private static final class Above {
        private final LevelRow row;
        private Decoded decoded;

        Above(LevelRow row) {
            this.row = row;
        }

        Decoded decoded() throws OperatingFailure {
            if (decoded == null) {
                decoded = Decoded.of(row);
            }
            return decoded;
        }
    }

    private final Map<Long, Above> patients = remembering();
    private final Map<Long, Above> studies = remembering();
    private final Map<Long, Above> series = remembering();

    RowAssembly(Reads reads, Set<Integer> returnTags) {
        this.reads = reads;
        this.reader = new LevelReader(reads);
        this.returnTags = returnTags;
    }

    /** Rows that were read on the way to those below them. */
    void remember(Level level, List<LevelRow> rows) {
        Map<Long, Above> known = at(level);
        rows.forEach(row -> known.put(row.pk(), new Above(row)));
    }

    /** The rows above all of these, a statement for each level of which some are not known. */
    void loadAbove(Level level, List<LevelRow> rows) throws OperatingFailure {
        if (level == Level.PATIENT || rows.isEmpty()) {
            return;
        }
        Level above = Level.values()[level.ordinal() - 1];
        Map<Long, Above> known = at(above);
        if (level == Level.STUDY) {
            rows.forEach(row -> known.computeIfAbsent(row.parentPk(), pk -> new Above(row.patient())));
            return;
        }
        List<Long> parents = rows.stream().map(LevelRow::parentPk).distinct().toList();
        List<Long> missing =
                parents.stream().filter(pk -> known.get(pk) == null).toList();
        if (!missing.isEmpty()) {
            remember(above, reader.above(above, missing));
        }
        loadAbove(
                above,
                parents.stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .map(parent -> parent.row)
                        .toList());
    }

    /** The answer for one row whose rows above have been loaded. */
    IndexRow assemble(Level level, LevelRow row) throws OperatingFailure {
        List<Decoded> chain = new ArrayList<>();
        Above next = new Above(row);
        for (int i = level.ordinal(); next != null; i--) {
            chain.add(0, next.decoded());
            next = i == 0 ? null : at(Level.values()[i - 1]).get(next.row.parentPk());
        }
        Attributes attributes =
                RowAttributes.merge(chain.stream().map(Decoded::attributes).toList());
        int top = level.ordinal() - chain.size() + 1;
        for (int i = 0; i < chain.size(); i++) {
            compute(Level.values()[top + i], chain.get(i).row(), attributes);
        }
        return new IndexRow(level, attributes, leftOut(chain, attributes));
    }

    private Map<Long, Above> at(Level level) {
        return switch (level) {
            case PATIENT -> patients;
            case STUDY -> studies;
            case SERIES -> series;
            case IMAGE -> throw new IllegalArgumentException("nothing is below an instance");
        };
    }

    /** A correction may have given a value to what was left out. */
    private static Set<Integer> leftOut(List<Decoded> chain, Attributes attributes) {
        return chain.stream()
                .flatMap(decoded -> decoded.leftOut().stream())
                .filter(tag -> !attributes.contains(tag))
                .collect(Collectors.toSet());
    }

    private void compute(Level level, LevelRow row, Attributes to) throws OperatingFailure {
        if (level == Level.PATIENT) {
            computePatient(row.pk(), to);
        } else if (level == Level.STUDY) {
            put(Tag.NumberOfStudyRelatedSeries, row.counts().children(), to);
            put(Tag.NumberOfStudyRelatedInstances, row.counts().instances(), to);
            putTerms(Tag.ModalitiesInStudy, Vr.CS, row.counts().modalities(), to);
            putTerms(Tag.SOPClassesInStudy, Vr.UI, row.counts().sopClasses(), to);
        } else if (level == Level.SERIES) {
            put(Tag.NumberOfSeriesRelatedInstances, row.counts().instances(), to);
        } else {
            putTerms(Tag.AvailableTransferSyntaxUID, Vr.UI, row.transferSyntaxUid(), to);
        }
    }

    private void computePatient(long pk, Attributes to) throws OperatingFailure {
        if (!returnTags.contains(Tag.NumberOfPatientRelatedStudies)
                && !returnTags.contains(Tag.NumberOfPatientRelatedSeries)
                && !returnTags.contains(Tag.NumberOfPatientRelatedInstances)) {
            return;
        }
        long[] sums = reads.list(
                        "select count(*), sum(st.series_count), sum(st.instance_count) from {schema}.study s"
                                + Totals.OF_STUDY,
                        Predicate.of("s.patient_pk = ? and st.instance_count > 0", pk),
                        "",
                        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
                .get(0);
        put(Tag.NumberOfPatientRelatedStudies, sums[0], to);
        put(Tag.NumberOfPatientRelatedSeries, sums[1], to);
        put(Tag.NumberOfPatientRelatedInstances, sums[2], to);
    }

    private void put(int tag, long number, Attributes to) {
        if (returnTags.contains(tag)) {
            to.put(tag, Vr.IS, Long.toString(number));
        }
    }

    private void putTerms(int tag, Vr vr, String terms, Attributes to) {
        if (returnTags.contains(tag)) {
            to.put(tag, vr, terms.isEmpty() ? new String[0] : terms.split("\\\\"));
        }
    }

    private static Map<Long, Above> remembering() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Above> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
