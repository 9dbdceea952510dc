package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.bench.peer.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    @TempDir
    Path folder;

    private Results results;

    @BeforeEach
    void open() throws IOException {
        results = new Results(folder.resolve("figures.tsv"));
    }

    private void add(int round, PeerKind peer, double value) throws IOException {
        results.add(new Measurement(round, "ct4", peer, Metric.MEGABYTES, value));
    }

    /** The machine was slow in the second round, for both: that is no difference between them. */
    @Test
    void comparesWithinRoundsAndNotAcrossThem() throws IOException {
        add(1, DOZO_H2, 600);
        add(1, ORTHANC_SQLITE, 200);
        add(2, DOZO_H2, 60);
        add(2, ORTHANC_SQLITE, 20);

        assertEquals(Optional.of(new Spread(3, 3, 3)), results.ratio("ct4", Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE));
    }

    @Test
    void hasNoRatioWhereOneSideIsMissing() throws IOException {
        add(1, DOZO_H2, 600);
        add(2, ORTHANC_SQLITE, 200);

        assertEquals(Optional.empty(), results.ratio("ct4", Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE));
    }

    @Test
    void saysWhetherAGoalIsMet() throws IOException {
        add(1, DOZO_H2, 590);
        add(1, ORTHANC_SQLITE, 200);

        String[] row = Goal.atLeast("ct4", Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE, 3)
                .row(results)
                .orElseThrow();

        assertArrayEquals(
                new String[] {"ct4, MB/s", "Dozo, H2", "Orthanc, SQLite", "at least 3.0", "2.95 (2.95-2.95)", "missed"},
                row);
    }

    @Test
    void hasEachFigureInTheFileAtOnce() throws IOException {
        add(1, DOZO_H2, 600);

        assertTrue(Files.readString(results.file()).endsWith("1\tct4\tdozo-h2\tMB/s\t600.0000\n"));
    }
}
