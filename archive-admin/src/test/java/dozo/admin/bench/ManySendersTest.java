package dozo.admin.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-8: as many senders as the archive takes, all at once, fit into 512 MB of heap. */
class ManySendersTest {

    @TempDir
    Path directory;

    @Test
    void twoHundredAssociationsStoreAtOnceIn512MegabytesOfHeap() throws Exception {
        ManySenders.Result result = ManySenders.run(directory, 200, 2);
        assertEquals(400, result.load().acknowledged(), result::line);
    }
}
