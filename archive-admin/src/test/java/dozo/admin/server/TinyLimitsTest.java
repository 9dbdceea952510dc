package dozo.admin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.config.ConfigurationFile;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DataSource;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Priority;
import dozo.core.dimse.StoreRequest;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.ContextProposal;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.io.file.PathUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits as small as the configuration allows, kept by a running archive, each felt only by who passes it (INV-8, INV-9). */
class TinyLimitsTest {

    private static final int PROCEDURE_CODE_SEQUENCE = 0x00081032;
    private static final int CODE_MEANING = 0x00080104;

    private static final String TINY =
            """
            associate-pdu-length = 1KiB, user-items = 16, nesting-depth = 4, elements = 1000
            element-bytes = 1KiB, command-set-bytes = 1KiB, identifier-bytes = 4KiB
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void initialiseTheVolume() throws Exception {
        Path volume = Files.createDirectories(directory.resolve("data/volumes/local"));
        VolumeInitialisation.initialise(new NioDisk(volume), "local");
    }

    private Server start(String limits) throws Exception {
        Path file = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = 0, known-only = false, limits { %s } }
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(limits));
        return Server.start(ConfigurationFile.read(file), Clock.systemUTC());
    }

    private static Association open(Server server, Uid sopClass) throws Exception {
        return AssociationRequestor.open(
                new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port()),
                new AeTitle("TESTER"),
                List.of(
                        ProposedContext.of(sopClass, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        ProposedContext.of(DimseClient.VERIFICATION, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
                AssociationSettings.defaults());
    }

    private static Attributes nested(int depth) {
        Attributes item = new Attributes().put(CODE_MEANING, Vr.LO, "x");
        return depth == 0 ? item : new Attributes().putItems(PROCEDURE_CODE_SEQUENCE, List.of(nested(depth - 1)));
    }

    /** Stores a CT with sequences so deep, and returns the status. */
    private static int store(Server server, int depth) throws Exception {
        Attributes ct = Instances.ct().build();
        nested(depth).elements().forEach(ct::put);
        byte[] encoded = DatasetWriter.toBytes(ct, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = open(server, Instances.CT)) {
            DimseClient client = new DimseClient(association);
            int status = client.store(
                            association.contexts().get(0),
                            StoreRequest.of(
                                    Instances.CT, ct.uid(Tag.SOPInstanceUID).orElseThrow()),
                            out -> out.write(encoded))
                    .status();
            assertEquals(DimseStatus.SUCCESS, client.echo().status());
            return status;
        }
    }

    private static int find(Server server, Attributes key) throws Exception {
        Attributes identifier = new Attributes().put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY");
        key.elements().forEach(identifier::put);
        try (Association association = open(server, InformationModel.STUDY_ROOT.find())) {
            DimseClient client = new DimseClient(association);
            int status = client.find(association.contexts().get(0), identifier, Priority.MEDIUM, any -> true)
                    .status();
            assertEquals(DimseStatus.SUCCESS, client.echo().status());
            return status;
        }
    }

    @Test
    void anAssociationRequestBeyondTheLimitIsAborted() throws Exception {
        List<ContextProposal> contexts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            contexts.add(new ContextProposal(2 * i + 1, Instances.CT, List.of(new Uid("1.2.840.10008.1.2"))));
        }
        try (Server server = start(TINY);
                RawPeer small = RawPeer.connect(server.port());
                RawPeer large = RawPeer.connect(server.port())) {
            large.send(RawPeer.request("RAW", contexts)).expect(Abort.class);
            small.send(RawPeer.request("RAW", contexts.subList(0, 3))).expect(AssociateAccept.class);
        }
    }

    @Test
    void aQueryBeyondALimitIsRefusedAndTheNextOneServed() throws Exception {
        try (Server server = start(TINY)) {
            assertEquals(
                    DimseStatus.UNABLE_TO_PROCESS,
                    find(server, new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(2000))));
            assertEquals(DimseStatus.UNABLE_TO_PROCESS, find(server, nested(5)));
            assertEquals(DimseStatus.SUCCESS, find(server, new Attributes().put(Tag.StudyDescription, Vr.LO, "x*")));
        }
    }

    /** The header that is held belongs to an object of which the pixels have not come yet. */
    @Test
    void anObjectForWhoseHeaderThereIsNoMemoryIsRefusedWithA700AndItsAssociationLivesOn() throws Exception {
        Instances first = withHeaderOf400KiB();
        Instances second = withHeaderOf400KiB();
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch headerSent = new CountDownLatch(1);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (Server server = start("header-memory = 1MiB");
                Association holding = open(server, Instances.CT);
                Association refused = open(server, Instances.CT)) {
            Future<Integer> held = sender.submit(() -> store(holding, first, out -> {
                byte[] encoded = first.encode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
                int pixels = encoded.length - 100;
                out.write(encoded, 0, pixels);
                out.flush();
                headerSent.countDown();
                await(mayEnd);
                out.write(encoded, pixels, encoded.length - pixels);
            }));
            headerSent.await();
            Awaitility.await().until(() -> store(refused, second) == DimseStatus.OUT_OF_RESOURCES);
            assertEquals(DimseStatus.SUCCESS, new DimseClient(refused).echo().status());
            assertEquals(DimseStatus.OUT_OF_RESOURCES, find(server, studies(3_000)), "identifiers share the memory");
            mayEnd.countDown();
            assertEquals(DimseStatus.SUCCESS, held.get());
            assertEquals(DimseStatus.SUCCESS, store(refused, second));
            assertEquals(DimseStatus.SUCCESS, find(server, studies(3_000)));
        } finally {
            mayEnd.countDown();
            sender.shutdownNow();
        }
    }

    private static Attributes studies(int count) {
        String uid = "2.25." + "1".repeat(55);
        return new Attributes().put(Tag.StudyInstanceUID, Vr.UI, String.join("\\", Collections.nCopies(count, uid)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instances withHeaderOf400KiB() {
        Instances ct = Instances.ct();
        for (int i = 0; i < 40; i++) {
            ct.with(new Element.Bytes(0x00091001 + i, Vr.UN, new byte[10 * 1024]));
        }
        return ct;
    }

    private static int store(Association association, Instances instance) throws Exception {
        return store(
                association, instance, out -> out.write(instance.encode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
    }

    private static int store(Association association, Instances instance, DataSource dataSet) throws Exception {
        Uid uid = instance.build().uid(Tag.SOPInstanceUID).orElseThrow();
        return new DimseClient(association)
                .store(association.contexts().get(0), StoreRequest.of(Instances.CT, uid), dataSet)
                .status();
    }

    @Test
    void whatWasStoredUnderAHigherLimitIsIndexedAgainUnderALowerOne() throws Exception {
        try (Server server = start("nesting-depth = 32")) {
            assertEquals(DimseStatus.SUCCESS, store(server, 20));
        }
        PathUtils.deleteDirectory(directory.resolve("data/index"));
        try (Server server = start("nesting-depth = 4")) {
            assertEquals(true, server.report().isSound());
            assertEquals(DimseStatus.UNABLE_TO_PROCESS, store(server, 20));
        }
    }
}
