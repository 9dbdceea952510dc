package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dozo.core.association.Association;
import dozo.core.association.AssociationSettings;
import dozo.core.association.TimeOuts;
import dozo.core.dataset.Tag;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Octets;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.Pdv;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whole exchanges with damaged bytes against a running server: each costs its own association and nothing else. */
class DamagedExchangeTest {

    private static final int ROUNDS = 400;

    private final Logger logger = (Logger) LoggerFactory.getLogger("dozo.core");

    @BeforeEach
    void quiet() {
        logger.setLevel(Level.ERROR);
    }

    @AfterEach
    void loud() {
        logger.setLevel(null);
    }

    private static byte[] exchange() throws IOException {
        CommandSet command = CommandSet.request(CommandField.C_STORE, 1, Instances.CT, true)
                .withUid(Tag.AffectedSOPInstanceUID, new Uid("1.2.3"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(PduEncoder.encode(RawPeer.request(Instances.CT)));
        bytes.write(PduEncoder.encode(new DataTransfer(List.of(
                new Pdv(1, true, true, Octets.of(CommandCodec.encode(command))),
                new Pdv(1, false, true, Octets.of(1, 2, 3, 4))))));
        bytes.write(PduEncoder.encode(new ReleaseRequest()));
        return bytes.toByteArray();
    }

    @Test
    void theServerGoesOnServing() throws Exception {
        long seed = Long.getLong("dozo.test.seed", new Random().nextLong());
        System.out.println("seed of the mutations: -Ddozo.test.seed=" + seed);
        Random random = new Random(seed);
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, new StoredMessages())
                .build();
        AssociationSettings impatient =
                AssociationSettings.defaults().withTimeOuts(TimeOuts.defaults().withArtim(Duration.ofSeconds(2)));
        try (DimseFixture fixture = new DimseFixture(services, impatient);
                Association witness = fixture.open(DimseClient.VERIFICATION)) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = exchange();
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                exchange(fixture, bytes);
            }
            assertEquals(DimseStatus.SUCCESS, new DimseClient(witness).echo().status(), "seed " + seed);
        }
    }

    private static void exchange(DimseFixture fixture, byte[] bytes) throws IOException {
        try (RawPeer peer = RawPeer.connect(fixture.server.port())) {
            peer.send(bytes).shutOutput().awaitClose();
        } catch (SocketException e) {
            // Closed while we were still sending: as good an answer as any.
        }
    }
}
