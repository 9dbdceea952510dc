package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** INV-8: headers have a common bound, and a peer that holds much of it leaves something for the next. */
class HeaderMemoryTest {

    private static final int KIB = 1024;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HeaderMemory memory = new HeaderMemory(ByteSize.ofMebibytes(1), AT_ONCE);

    @Test
    void givesAUsualHeaderOneChunkAndTakesItBack() throws Exception {
        try (HeaderMemory.Share share = memory.open("a")) {
            for (int i = 0; i < 200; i++) {
                share.charge(AttributesBuilder.ELEMENT_BYTES);
            }
            assertEquals(HeaderMemory.CHUNK_BYTES, memory.held().bytes());
        }
        assertEquals(0, memory.held().bytes());
    }

    @Test
    void givesAPeerAloneHalfOfItAndNotMore() throws Exception {
        List<HeaderMemory.Share> shares = fill("a");
        assertEquals(512 * KIB, memory.held().bytes());
        shares.forEach(HeaderMemory.Share::close);
        assertEquals(0, memory.held().bytes());
    }

    @Test
    void leavesSomethingForTheNextPeerHoweverManyTakeWhatTheyCanGet() throws Exception {
        for (String peer : List.of("a", "b", "c", "d")) {
            long before = memory.held().bytes();
            assertEquals(true, !fill(peer).isEmpty(), peer);
            long free = 1024 * KIB - memory.held().bytes();
            assertEquals(true, memory.held().bytes() - before <= free, peer);
        }
        memory.open("e").charge(HeaderMemory.CHUNK_BYTES);
    }

    @Test
    void refusesAHeaderThatNoWaitingWouldHelp() {
        DecodingException thrown =
                assertThrows(DecodingException.class, () -> memory.open("a").charge(513 * KIB));
        assertEquals(DecodingException.Reason.LIMIT_EXCEEDED, thrown.reason());
        assertEquals(0, memory.held().bytes());
    }

    @Test
    void waitsForWhatAnotherHeaderLetsGo() throws Exception {
        HeaderMemory patient = new HeaderMemory(ByteSize.ofMebibytes(1), LONG);
        HeaderMemory.Share first = patient.open("a");
        first.charge(500 * KIB);
        CompletableFuture<Void> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                patient.open("a").charge(400 * KIB);
                second.complete(null);
            } catch (IOException e) {
                second.completeExceptionally(e);
            }
        });
        waiting.start();
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        first.close();
        second.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void chargesEachElementAndItsValueBeforeItIsKept() throws Exception {
        Attributes large = Instances.ct().build();
        for (int i = 0; i < 600; i++) {
            large.put(new Element.Bytes(0x00091001 + i, Vr.LO, new byte[1000]));
        }
        byte[] encoded = DatasetWriter.toBytes(large, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (HeaderMemory.Share share = memory.open("a")) {
            assertThrows(DecodingException.class, () -> read(encoded, share));
        }
        try (HeaderMemory.Share share = new HeaderMemory(ByteSize.ofMebibytes(4), AT_ONCE).open("a")) {
            assertEquals(large.size(), read(encoded, share).size());
        }
        try (HeaderMemory.Share share = memory.open("b")) {
            fill("a");
            assertThrows(MemoryShortageException.class, () -> read(encoded, share));
        }
    }

    private static Attributes read(byte[] encoded, Allowance allowance) throws IOException {
        try (DatasetReader reader = new DatasetReader(
                new ByteArrayInputStream(encoded),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                DecodingLimits.STANDARD,
                allowance)) {
            return reader.readUntil(Tag.PixelData + 1);
        }
    }

    /** Headers of this peer until it gets no more. */
    private List<HeaderMemory.Share> fill(String peer) throws IOException {
        List<HeaderMemory.Share> shares = new ArrayList<>();
        while (true) {
            HeaderMemory.Share share = memory.open(peer);
            try {
                share.charge(HeaderMemory.CHUNK_BYTES);
                shares.add(share);
            } catch (MemoryShortageException e) {
                return shares;
            }
        }
    }
}
