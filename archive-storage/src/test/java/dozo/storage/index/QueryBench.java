package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.config.Secret;
import dozo.core.dataset.Tag;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.NameGroup;
import dozo.storage.testing.IndexFiller;
import dozo.storage.testing.MadeUpStudy;
import dozo.storage.testing.TestInstance;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Measures queries on an index that {@link IndexFiller} filled: {@code QueryBench url studies [filing]}. Prints median, 99th
 * percentile and time to the first row in milliseconds for each kind of query; with {@code filing} also the filing of
 * instances, which adds some to it.
 */
final class QueryBench {

    private static final int ROUNDS = 300;
    private static final int ROUNDS_OF_LARGE_RESULTS = 30;
    private static final int RESULTS_MAX = 10_000;

    /** What workstations show of a study. */
    private static final Set<Integer> RETURNED = Set.of(
            Tag.PatientName,
            Tag.PatientID,
            Tag.StudyDate,
            Tag.AccessionNumber,
            Tag.ModalitiesInStudy,
            Tag.NumberOfStudyRelatedInstances,
            Tag.NumberOfStudyRelatedSeries);

    private QueryBench() {}

    public static void main(String[] arguments) throws Exception {
        IndexConfig config = new IndexConfig(arguments[0], "dozo", Secret.NONE, 6, Duration.ofSeconds(10));
        int studies = Integer.parseInt(arguments[1]);
        try (ArchiveIndex index = ArchiveIndex.open(config, IndexLimits.defaults(), Clock.systemUTC())) {
            for (Kind kind : kinds(studies)) {
                measure(kind, index);
            }
            if (arguments.length > 2) {
                file(index, 5_000_000);
            }
        }
    }

    /** One kind of query; {@code conditions} of the study drawn, at its level. */
    private record Kind(String name, Level level, int rounds, Function<Random, List<Condition>> conditions) {}

    private static List<Kind> kinds(int studies) {
        List<Kind> kinds = new ArrayList<>();
        queries(studies).forEach((name, conditions) -> kinds.add(new Kind(name, Level.STUDY, ROUNDS, conditions)));
        kinds.add(new Kind("patients by name", Level.PATIENT, ROUNDS, random -> List.of(name(random, studies))));
        kinds.add(new Kind(
                "series of a study",
                Level.SERIES,
                ROUNDS,
                random -> List.of(
                        uids(Tag.StudyInstanceUID, drawn(random, studies).studyUid()))));
        kinds.add(new Kind("instances of a series", Level.IMAGE, ROUNDS, random -> {
            MadeUpStudy study = drawn(random, studies);
            return List.of(
                    uids(Tag.StudyInstanceUID, study.studyUid()), uids(Tag.SeriesInstanceUID, study.seriesUid(1)));
        }));
        kinds.add(new Kind(RESULTS_MAX + " of all", Level.STUDY, ROUNDS_OF_LARGE_RESULTS, random -> List.of()));
        kinds.add(new Kind(
                RESULTS_MAX + " of two years",
                Level.STUDY,
                ROUNDS_OF_LARGE_RESULTS,
                random -> List.of(
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31)))));
        kinds.add(new Kind(
                RESULTS_MAX + " of CT, two years",
                Level.STUDY,
                ROUNDS_OF_LARGE_RESULTS,
                random -> List.of(
                        new Condition.Exact(Tag.ModalitiesInStudy, "CT"),
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31)))));
        return kinds;
    }

    private static MadeUpStudy drawn(Random random, int studies) {
        return new MadeUpStudy(random.nextInt(studies));
    }

    private static Condition uids(int tag, Uid uid) {
        return new Condition.UidList(tag, List.of(uid));
    }

    private static Condition name(Random random, int studies) {
        return new Condition.Name(
                Tag.PatientName, NameGroup.ANY, drawn(random, studies).family() + "*");
    }

    private static Map<String, Function<Random, List<Condition>>> queries(int studies) {
        Map<String, Function<Random, List<Condition>>> queries = new LinkedHashMap<>();
        queries.put(
                "study UID",
                random -> List.of(
                        uids(Tag.StudyInstanceUID, drawn(random, studies).studyUid())));
        queries.put(
                "patient ID",
                random -> List.of(new Condition.Exact(
                        Tag.PatientID, drawn(random, studies).patientId())));
        queries.put(
                "accession number",
                random -> List.of(new Condition.Exact(
                        Tag.AccessionNumber, drawn(random, studies).accessionNumber())));
        queries.put("name prefix", random -> List.of(name(random, studies)));
        queries.put(
                "name with ? inside",
                random -> List.of(new Condition.Name(
                        Tag.PatientName, NameGroup.ANY, drawn(random, studies).family() + "^GI?EN1*")));
        queries.put(
                "kanji and two years",
                random -> List.of(
                        new Condition.Name(
                                Tag.PatientName,
                                NameGroup.ANY,
                                drawn(random, studies).ideographicFamily() + "^*"),
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2018, 1, 1), LocalDate.of(2019, 12, 31))));
        queries.put("one day", random -> List.of(day(random)));
        queries.put(
                "one day, modality", random -> List.of(day(random), new Condition.Exact(Tag.ModalitiesInStudy, "MR")));
        queries.put(
                "one day, afternoon",
                random -> List.of(day(random), new Condition.TimeRange(Tag.StudyTime, LocalTime.NOON, null)));
        queries.put(
                "rare modality, quarter",
                random -> List.of(
                        new Condition.Exact(Tag.ModalitiesInStudy, "XA"),
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2020, 1, 1), LocalDate.of(2020, 3, 31))));
        queries.put(
                "modality nobody has",
                random -> List.of(new Condition.Exact(Tag.ModalitiesInStudy, "PT"), day(random)));
        return queries;
    }

    private static Condition day(Random random) {
        LocalDate day = LocalDate.of(2016 + random.nextInt(10), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return new Condition.DateRange(Tag.StudyDate, day, day);
    }

    private static void measure(Kind kind, ArchiveIndex index) throws Exception {
        Random random = new Random(42);
        double[] whole = new double[kind.rounds()];
        double[] first = new double[kind.rounds()];
        long rows = 0;
        for (int i = -kind.rounds() / 3; i < kind.rounds(); i++) {
            IndexQuery query = new IndexQuery(kind.level(), kind.conditions().apply(random), RETURNED, RESULTS_MAX);
            long[] firstAt = {0};
            long start = System.nanoTime();
            rows += index.find(query, row -> {
                        firstAt[0] = firstAt[0] == 0 ? System.nanoTime() : firstAt[0];
                        return true;
                    })
                    .rows();
            if (i >= 0) {
                whole[i] = (System.nanoTime() - start) / 1e6;
                first[i] = firstAt[0] == 0 ? whole[i] : (firstAt[0] - start) / 1e6;
            }
        }
        Arrays.sort(whole);
        Arrays.sort(first);
        System.out.printf(
                "%-24s rows %6d  median %8.2f  p99 %8.2f  first row median %7.2f  p99 %7.2f%n",
                kind.name(),
                rows / (kind.rounds() + kind.rounds() / 3),
                at(whole, 0.5),
                at(whole, 0.99),
                at(first, 0.5),
                at(first, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** Groups of 16 instances of studies of 64, each looked up first, as ingest does. */
    private static void file(ArchiveIndex index, int base) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        double[] millis = new double[400];
        long cpuStart = 0;
        for (int i = -200; i < millis.length; i++) {
            List<TestInstance> group = new ArrayList<>();
            for (int j = 0; j < 16; j++) {
                group.add(TestInstance.of(base + 1_000 + Math.floorDiv(i, 4), j % 2, Math.floorMod(i, 4) * 16 + j));
            }
            if (i == 0) {
                cpuStart = threads.getCurrentThreadCpuTime();
            }
            long start = System.nanoTime();
            try (IndexBatch batch = index.begin()) {
                batch.versionsOf(
                        group.stream().map(TestInstance::sopInstanceUid).toList());
                for (TestInstance instance : group) {
                    batch.addStored(instance.stored(), instance.indexed());
                }
                batch.commit();
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        long cpu = threads.getCurrentThreadCpuTime() - cpuStart;
        Arrays.sort(millis);
        System.out.printf(
                "filing 16 instances: median %.2f ms, p99 %.2f ms, CPU of this process %.0f us an instance%n",
                at(millis, 0.5), at(millis, 0.99), cpu / 1e3 / millis.length / 16);
    }
}
