package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Attributes;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.ConflictKind;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.FindEnd;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.testing.TestInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every test of the index needs, on either database. */
abstract class ArchiveIndexContract {

    static final IndexLimits LIMITS = new IndexLimits(Duration.ofSeconds(1), Duration.ofSeconds(30), 10_000, 40, 100);

    @TempDir
    Path directory;

    IndexConfig config;
    ArchiveIndex index;

    abstract IndexConfig newDatabase(Path directory);

    @BeforeEach
    void open() throws OperatingFailure {
        config = newDatabase(directory);
        index = ArchiveIndex.open(config, LIMITS, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        index.close();
    }

    void reopen() throws OperatingFailure {
        index.close();
        index = ArchiveIndex.open(config, LIMITS, Clock.systemUTC());
    }

    void store(TestInstance... instances) throws OperatingFailure {
        store(List.of(instances));
    }

    void store(List<TestInstance> instances) throws OperatingFailure {
        try (IndexBatch batch = index.begin()) {
            for (TestInstance instance : instances) {
                batch.addStored(instance.stored(), instance.indexed());
            }
            batch.commit();
        }
    }

    /** The values of one attribute in all answers. */
    List<String> find(Level level, int tag, Condition... conditions) throws OperatingFailure, IOException {
        List<String> values = new ArrayList<>();
        for (Attributes answer : answers(level, Set.of(tag), conditions)) {
            values.add(String.join("\\", answer.strings(tag)));
        }
        return values;
    }

    List<Attributes> answers(Level level, Set<Integer> returnTags, Condition... conditions)
            throws OperatingFailure, IOException {
        List<Attributes> answers = new ArrayList<>();
        var summary = index.find(new IndexQuery(level, List.of(conditions), returnTags, 1_000_000), row -> {
            answers.add(row.attributes());
            return true;
        });
        if (summary.end() != FindEnd.COMPLETE || summary.rows() != answers.size()) {
            throw new AssertionError("an incomplete answer: " + summary);
        }
        return answers;
    }

    List<ConflictKind> conflictKinds() throws OperatingFailure {
        return index.conflicts(0, 100).stream().map(Conflict::kind).toList();
    }
}
