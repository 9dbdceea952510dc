package dozo.admin.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.admin.bench.wire.BenchUids.Kind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The load generator against its own sink, over real sockets. */
class StoreLoadTest {

    @Test
    void reachesTheSinkWithEveryByteOfEveryImage() throws Exception {
        ImageTemplate template = Phantom.MR.template();
        try (StoreSink sink = StoreSink.open(0)) {
            Target target = new Target("127.0.0.1", sink.port(), "SINK", "BENCH");

            LoadReport report = new StoreLoad(target, template, 3, 20).run();

            assertEquals(60, report.acknowledged());
            assertEquals(60, sink.instances());
            assertEquals(60L * template.dataSet().length, sink.bytes());
        }
    }

    @Test
    void writesItsUidsWhereTheTemplateHasThem() throws IOException {
        ImageTemplate template = Phantom.CT.template();
        BenchUids uids = new BenchUids(42);
        byte[] dataSet = template.dataSet();
        String instance = uids.text(Kind.INSTANCE, 3, 7);
        System.arraycopy(BenchUids.ascii(instance), 0, dataSet, template.instanceOffset(), BenchUids.LENGTH);

        Attributes read = DatasetReader.read(
                Arrays.copyOf(dataSet, dataSet.length),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                DecodingLimits.STANDARD);

        assertEquals(instance, read.uid(Tag.SOPInstanceUID).orElseThrow().value());
    }

    @Test
    void travelsAsALine() {
        LoadReport report = new LoadReport(
                3, 2, 1_000_000, Duration.ofMillis(500), Duration.ofMillis(20), new Latencies(1.5, 2.5, 3.5));

        assertEquals(report, LoadReport.parse(report.line()));
        assertEquals(2.0, report.megabytesPerSecond());
    }
}
