package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.storage.index.model.IndexBatch;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.NameGroup;
import dozo.storage.testing.IndexFiller;
import dozo.storage.testing.MadeUpStudy;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Measures queries and filing on a large index: {@code QueryBench h2|postgres studies series instances}. Prints median, 99th
 * percentile and time to the first row in milliseconds for each kind of query, and filing on the same index.
 */
final class QueryBench {

    private static final int ROUNDS = 200;
    private static final Set<Integer> RETURNED =
            Set.of(Tag.ModalitiesInStudy, Tag.NumberOfStudyRelatedInstances, Tag.NumberOfStudyRelatedSeries);

    private QueryBench() {}

    public static void main(String[] arguments) throws Exception {
        int studies = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("dozo-query-bench");
        IndexConfig config = arguments[0].equals("h2") ? TestDatabase.h2(directory) : TestDatabase.postgres();
        try (ArchiveIndex index = ArchiveIndex.open(config, IndexLimits.defaults(), Clock.systemUTC())) {
            file("empty", index, 1);
        }
        ArchiveIndex.open(config, IndexLimits.defaults(), Clock.systemUTC()).close();
        long start = System.nanoTime();
        new IndexFiller(studies, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])).fill(config);
        System.out.printf("filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        try (ArchiveIndex index = ArchiveIndex.open(config, IndexLimits.defaults(), Clock.systemUTC())) {
            queries(studies).forEach((name, query) -> measure(name, index, query));
            file("full", index, 5_000_000);
        }
        System.exit(0);
    }

    private static Map<String, Function<Random, List<Condition>>> queries(int studies) {
        Map<String, Function<Random, List<Condition>>> queries = new LinkedHashMap<>();
        queries.put(
                "study UID",
                random -> List.of(new Condition.UidList(
                        Tag.StudyInstanceUID, List.of(new MadeUpStudy(random.nextInt(studies)).studyUid()))));
        queries.put(
                "patient ID",
                random -> List.of(new Condition.Exact(Tag.PatientID, "ID" + random.nextInt(studies / 2))));
        queries.put(
                "accession",
                random -> List.of(new Condition.Exact(Tag.AccessionNumber, "A" + random.nextInt(studies))));
        queries.put(
                "name prefix",
                random -> List.of(new Condition.Name(
                        Tag.PatientName, NameGroup.ANY, "family" + (100_000 + random.nextInt(5_000)) + "*")));
        queries.put(
                "kanji prefix and date",
                random -> List.of(
                        new Condition.Name(Tag.PatientName, NameGroup.ANY, "山田" + random.nextInt(5_000) + "^*"),
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2018, 1, 1), LocalDate.of(2024, 1, 1))));
        queries.put("one day", random -> List.of(day(random)));
        queries.put(
                "one day, modality", random -> List.of(day(random), new Condition.Exact(Tag.ModalitiesInStudy, "MR")));
        queries.put(
                "rare modality, year",
                random -> List.of(
                        new Condition.Exact(Tag.ModalitiesInStudy, "XA"),
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31))));
        queries.put(
                "10,000 of a year",
                random -> List.of(
                        new Condition.DateRange(Tag.StudyDate, LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31))));
        return queries;
    }

    private static Condition day(Random random) {
        LocalDate day = LocalDate.of(2016 + random.nextInt(10), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return new Condition.DateRange(Tag.StudyDate, day, day);
    }

    private static void measure(String name, ArchiveIndex index, Function<Random, List<Condition>> query) {
        Random random = new Random(42);
        int rounds = name.startsWith("10,000") ? 10 : ROUNDS;
        double[] whole = new double[rounds];
        double[] first = new double[rounds];
        long rows = 0;
        for (int i = -rounds / 4; i < rounds; i++) {
            long start = System.nanoTime();
            long[] firstAt = {0};
            try {
                rows = index.find(new IndexQuery(Level.STUDY, query.apply(random), RETURNED, 10_000), row -> {
                            firstAt[0] = firstAt[0] == 0 ? System.nanoTime() : firstAt[0];
                            return true;
                        })
                        .rows();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (i >= 0) {
                whole[i] = (System.nanoTime() - start) / 1e6;
                first[i] = firstAt[0] == 0 ? whole[i] : (firstAt[0] - start) / 1e6;
            }
        }
        Arrays.sort(whole);
        Arrays.sort(first);
        System.out.printf(
                "%-24s rows %6d  median %7.2f  p99 %7.2f  first row median %6.2f  p99 %6.2f%n",
                name, rows, at(whole, 0.5), at(whole, 0.99), at(first, 0.5), at(first, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** Groups of 16 instances of studies of 64, each looked up first, as ingest does. */
    private static void file(String name, ArchiveIndex index, int base) throws Exception {
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
                    batch.addStored(instance.stored(), instance.header());
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
                "filing 16 instances, %s index: median %.2f ms, p99 %.2f ms, CPU of this process %.0f us an instance%n",
                name, at(millis, 0.5), at(millis, 0.99), cpu / 1e3 / millis.length / 16);
    }
}
