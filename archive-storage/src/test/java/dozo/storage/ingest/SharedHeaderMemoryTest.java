package dozo.storage.ingest;

import static dozo.storage.ingest.IngestTest.refused;
import static dozo.storage.ingest.IngestTest.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import dozo.storage.volume.TestVolumes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-8: the headers of all objects that are being received have a common bound, of which no peer takes all. */
class SharedHeaderMemoryTest {

    @TempDir
    Path directory;

    private IngestBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = IngestBench.with(
                TestVolumes.in(directory).group("v"),
                directory,
                IngestBench.settings(64, 64, Patience.LONG)
                        .withHeaderMemory(ByteSize.ofMebibytes(1), Duration.ofMillis(50)));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void refusesWithA700WhenThePeersOtherHeadersHoldItAndQuarantinesNothing() throws Exception {
        Stalled stalled = new Stalled(withHeaderOf(400_000));
        CompletableFuture<StoreOutcome> first = CompletableFuture.supplyAsync(() -> receive("192.0.2.1", stalled));
        assertEquals(true, stalled.reached.await(Patience.SECONDS, TimeUnit.SECONDS));

        Instances second = withHeaderOf(400_000);
        StoreOutcome.Refused busy = refused(receive("192.0.2.1", second), FailureCode.TOO_BUSY);
        assertEquals(0xA700, busy.code().storeStatus());
        assertEquals(0, bench.quarantine.list().size());

        stored(receive("192.0.2.2", Instances.ct()));
        stalled.goOn.countDown();
        stored(first.get(Patience.SECONDS, TimeUnit.SECONDS));
        stored(receive("192.0.2.1", second));
    }

    @Test
    void refusesAndQuarantinesAHeaderThatNoWaitingWouldHelp() throws Exception {
        refused(receive("192.0.2.1", withHeaderOf(600_000)), FailureCode.LIMIT_EXCEEDED);
        assertEquals(1, bench.quarantine.list().size());
        stored(receive("192.0.2.1", withHeaderOf(400_000)));
    }

    private StoreOutcome receive(String peer, Instances instance) {
        return receive(peer, instance, new ByteArrayInputStream(instance.encode(IngestBench.SYNTAX)));
    }

    private StoreOutcome receive(String peer, Stalled stalled) {
        return receive(peer, stalled.instance, stalled.stream());
    }

    private StoreOutcome receive(String peer, Instances instance, InputStream dataSet) {
        Optional<Uid> uid = instance.build().uid(Tag.SOPInstanceUID);
        Arrival arrival = new Arrival(
                Instances.CT,
                Optional.of(Instances.CT),
                uid,
                IngestBench.SYNTAX,
                new AeTitle("MODALITY"),
                new AeTitle("DOZO"),
                peer);
        try {
            return bench.ingest().receive(arrival, dataSet);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instances withHeaderOf(int bytes) {
        Instances instance = Instances.ct();
        for (int i = 0; i < bytes / 10_000; i++) {
            instance.with(new Element.Bytes(0x00091001 + i, Vr.UN, new byte[10_000]));
        }
        return instance;
    }

    /** A sender whose header has arrived and whose pixels have not. */
    private static final class Stalled {
        private final Instances instance;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        Stalled(Instances instance) {
            this.instance = instance;
        }

        InputStream stream() {
            byte[] encoded = instance.encode(IngestBench.SYNTAX);
            int last = encoded.length - 16;
            InputStream end = new InputStream() {
                private int position = last;

                @Override
                public int read() throws IOException {
                    reached.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return position < encoded.length ? encoded[position++] & 0xFF : -1;
                }
            };
            return new SequenceInputStream(new ByteArrayInputStream(encoded, 0, last), end);
        }
    }
}
