package dozo.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.Priority;
import dozo.core.dimse.ServiceProvider;
import dozo.core.dimse.StoreRequest;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import dozo.qr.testing.TestDestination;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-8: no path needs an instance in memory. Broken on purpose by a multi-frame image of 300 MB. */
class LargeObjectTest {

    private static final Uid MULTI_FRAME = new Uid("1.2.840.10008.5.1.4.1.1.7.2");
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int FRAMES = 300;

    /** All threads of the archive together, for receiving it once and sending it twice: a tenth of the object. */
    private static final long MAX_ALLOCATED_BYTES = 30_000_000;

    @TempDir
    Path directory;

    @Test
    void anImageOf300MegabytesIsStoredMovedAndGotWithoutBeingHeld() throws Exception {
        Received moved = new Received();
        Received got = new Received();
        try (TestArchive archive = TestArchive.start(directory, TestArchive.Options.defaults());
                DimseServer destination = destination(moved)) {
            archive.addDestination(new RemoteAe(TestDestination.TITLE, "127.0.0.1", destination.port()));
            Scu scu = new Scu(archive.remote());
            // The first time costs classes, statements and connections, which are not what is measured.
            storeAndFetch(scu, new MultiFrameImage(1), got);
            Map<Long, Long> before = allocatedByThread();
            MultiFrameImage image = new MultiFrameImage(FRAMES);
            storeAndFetch(scu, image, got);
            assertAllocatedLittleSince(before);
            Received expected = new Received();
            image.writeTo(expected.sink());
            assertEquals(expected.describe(), got.describe());
            assertEquals(expected.describe(), moved.describe());
        }
    }

    private static void storeAndFetch(Scu scu, MultiFrameImage image, Received got) throws Exception {
        store(scu, image);
        Scu.Answers answers = scu.move(InformationModel.STUDY_ROOT.move(), image.itsStudy(), TestDestination.TITLE);
        assertEquals(DimseStatus.SUCCESS, answers.status());
        get(scu, image, got);
    }

    private static void store(Scu scu, MultiFrameImage image) throws Exception {
        try (Association association = scu.open(ProposedContext.of(MULTI_FRAME, SYNTAX))) {
            int status = new DimseClient(association)
                    .store(
                            association.contexts().get(0),
                            StoreRequest.of(MULTI_FRAME, image.instance()),
                            image::writeTo)
                    .status();
            assertEquals(DimseStatus.SUCCESS, status);
        }
    }

    private static void get(Scu scu, MultiFrameImage image, Received received) throws Exception {
        Uid model = InformationModel.STUDY_ROOT.get();
        try (Association association = scu.open(
                ProposedContext.of(model, SYNTAX),
                ProposedContext.of(MULTI_FRAME, SYNTAX).asScp())) {
            int status = new DimseClient(association)
                    .get(
                            association.contextFor(model).orElseThrow(),
                            image.itsStudy(),
                            Priority.MEDIUM,
                            received,
                            pending -> true)
                    .status();
            assertEquals(DimseStatus.SUCCESS, status);
        }
    }

    /** A data set that is made while it is written: its frames are all alike. */
    private record MultiFrameImage(Uid study, Uid instance, int frames) {

        private static final byte[] FRAME = new byte[1_000_000];

        static {
            for (int i = 0; i < FRAME.length; i++) {
                FRAME[i] = (byte) (i * 31 + i / 257);
            }
        }

        MultiFrameImage(int frames) {
            this(Instances.newUid(), Instances.newUid(), frames);
        }

        Attributes itsStudy() {
            return Scu.identifier("STUDY", Key.of(Tag.StudyInstanceUID, study));
        }

        void writeTo(OutputStream out) throws IOException {
            Instances header = Instances.secondaryCapture()
                    .sopClass(MULTI_FRAME)
                    .sopInstance(instance)
                    .study(study)
                    .series(study)
                    .with(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames))
                    .without(Tag.PixelData);
            out.write(header.encode(SYNTAX));
            out.write(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'B', 0, 0});
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(frames * FRAME.length)
                    .array());
            for (int i = 0; i < frames; i++) {
                out.write(FRAME);
            }
        }
    }

    private static DimseServer destination(Received received) throws Exception {
        ContextRule everything = ContextRule.preferring(List.of(), true);
        return DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0),
                (request, peer, certificate) -> ContextNegotiation.answer(request, uid -> Optional.of(everything)),
                DimseServices.builder()
                        .addDefault(CommandField.C_STORE, received)
                        .build(),
                2);
    }

    private static void assertAllocatedLittleSince(Map<Long, Long> before) {
        long allocated = allocatedByThread().entrySet().stream()
                .mapToLong(now -> now.getValue() - before.getOrDefault(now.getKey(), 0L))
                .sum();
        assertTrue(allocated < MAX_ALLOCATED_BYTES, () -> allocated + " bytes were allocated");
    }

    /** What each thread of the archive has allocated so far, in bytes; those of the associations go on living for a while. */
    private static Map<Long, Long> allocatedByThread() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<Long, Long> allocated = new HashMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("dozo-")) {
                allocated.put(thread.getThreadId(), threads.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return allocated;
    }

    /** Keeps the length and the checksum of the last instance only. */
    private static final class Received implements ServiceProvider {

        private final CRC32C checksum = new CRC32C();
        private long bytes;

        OutputStream sink() {
            return new CheckedOutputStream(OutputStream.nullOutputStream(), checksum) {
                @Override
                public void write(byte[] source, int offset, int length) throws IOException {
                    bytes += length;
                    super.write(source, offset, length);
                }
            };
        }

        @Override
        public void serve(Exchange exchange) throws IOException {
            bytes = 0;
            checksum.reset();
            try (InputStream dataSet = exchange.dataSet()) {
                dataSet.transferTo(sink());
            }
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        }

        String describe() {
            return bytes + " bytes with checksum " + checksum.getValue();
        }
    }
}
