package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.scu.InstanceFile.Kind;
import dozo.admin.scu.SendPlan.Batch;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendPlanTest {

    @Test
    void proposesEachKindOnceAndKeepsTheOrderOfFiles() {
        List<InstanceFile> files = List.of(file(1), file(2), file(1));
        List<Batch> batches = SendPlan.of(files).batches();
        assertEquals(1, batches.size());
        assertEquals(2, batches.get(0).contexts().size());
        assertEquals(files, batches.get(0).files());
    }

    @Test
    void splitsMoreThan128KindsOverAssociations() {
        List<InstanceFile> files = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int kind = 0; kind < 300; kind++) {
                files.add(file(kind));
            }
        }
        List<Batch> batches = SendPlan.of(files).batches();
        assertEquals(
                List.of(128, 128, 44),
                batches.stream().map(batch -> batch.contexts().size()).toList());
        for (Batch batch : batches) {
            assertTrue(batch.files().stream().allMatch(file -> batch.kinds().contains(file.kind())));
        }
        assertEquals(
                600, batches.stream().mapToInt(batch -> batch.files().size()).sum());
    }

    @Test
    void hasNoBatchForNoFiles() {
        assertEquals(List.of(), SendPlan.of(List.of()).batches());
    }

    private static InstanceFile file(int kind) {
        Kind of = new Kind(new Uid("1.2." + kind), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return new InstanceFile(Path.of("f" + kind), of, new Uid("1.3." + kind));
    }
}
