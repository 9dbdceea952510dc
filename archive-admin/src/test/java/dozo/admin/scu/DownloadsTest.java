package dozo.admin.scu;

import static dozo.core.testing.Patience.soon;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.StoreRequest;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the directory afterwards is whole, and nothing that lay there before was touched. */
class DownloadsTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private final Uid instance = Instances.newUid();
    private final byte[] dataSet =
            Instances.ct().sopInstance(instance).pixels(1024, 1024, 16).encode(SYNTAX);
    private Downloads downloads;
    private DimseServer server;

    @BeforeEach
    void start() throws Exception {
        downloads = new Downloads(directory);
        DimseServices services = DimseServices.builder()
                .add(CommandField.C_STORE, Instances.CT, downloads)
                .build();
        server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), services, 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesAPart10FileAndCountsIt() throws Exception {
        assertEquals(0x0000, send(dataSet.length));
        Path file = directory.resolve(instance + ".dcm");
        try (Part10File part10 = Part10File.open(file)) {
            assertArrayEquals(dataSet, part10.dataSet().readAllBytes());
        }
        assertEquals(1, downloads.files());
        assertEquals(Files.size(file), downloads.bytes());
    }

    @Test
    void leavesAFileAloneThatIsThereAndRefusesTheInstance() throws Exception {
        Path file = Files.writeString(directory.resolve(instance + ".dcm"), "of somebody else");
        assertEquals(0xA700, send(dataSet.length));
        assertEquals("of somebody else", Files.readString(file));
        assertEquals(0, downloads.files());
    }

    @Test
    void leavesNoHalfFileWhenThePeerBreaksOff() throws Exception {
        assertThrows(OperatingFailure.class, () -> send(dataSet.length / 2));
        soon().until(() -> server.associationCount() == 0);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
        assertEquals(0, downloads.files());
    }

    /** Sends so many bytes of the data set, and breaks off where it is not the whole. @return the status */
    private int send(int count) throws OperatingFailure {
        RemoteAe peer = new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port());
        try (Association association = new Remote(peer, new AeTitle("PEER"), AssociationSettings.defaults())
                .open(List.of(ProposedContext.of(Instances.CT, SYNTAX)))) {
            return new DimseClient(association)
                    .store(association.contexts().get(0), StoreRequest.of(Instances.CT, instance), out -> {
                        out.write(dataSet, 0, count);
                        if (count < dataSet.length) {
                            out.flush();
                            soon().until(() -> Files.exists(directory.resolve(instance + ".dcm")));
                            throw new IOException("the cable was pulled");
                        }
                    })
                    .status();
        }
    }
}
