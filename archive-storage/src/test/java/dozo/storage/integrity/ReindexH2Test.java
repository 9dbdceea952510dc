package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.testing.TestDatabase;
import dozo.storage.volume.TestVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReindexH2Test extends ReindexContract {

    private static final int CUTS_MAX = 5;
    private static final int OBJECTS_UNTIL_CUT_MAX = 20;

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** The disks of the volumes cannot lose anything by it, for it changes nothing there; the database loses what it can. */
    @Test
    void rebuildsEveryRowThoughThePowerIsCutAtRandomPoints() throws Exception {
        List<String> before = dump();
        List<String> files = files();
        int cuts = 0;
        boolean complete = false;
        while (!complete) {
            long cutAfter = cuts < CUTS_MAX ? 1 + random.nextInt(OBJECTS_UNTIL_CUT_MAX) : Long.MAX_VALUE;
            try {
                complete = reindex(1 + random.nextInt(9))
                        .run(progress -> cutPowerWhen(progress.objects() >= cutAfter))
                        .complete();
            } catch (OperatingFailure e) {
                cuts++;
                archive.reopen();
                assertSame(before, dump());
            }
        }
        assertTrue(cuts > 0);
        assertEquals(files, files());
        assertSame(before, dump());
    }

    private void cutPowerWhen(boolean isDue) {
        if (isDue) {
            try {
                TestDatabase.cutPower(database);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Every file of the volumes but those made for objects to come, how long it is and when it was changed. */
    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (String volume : List.of("primary", "mirror")) {
            for (Path file : TestVolumes.filesBelow(directory.resolve(volume))) {
                files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return files;
    }
}
