package dozo.core.dimse;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.Association;
import dozo.core.dataset.Tag;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Octets;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.Pdv;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A C-STORE exchange that ends after each of its bytes in turn: by an abort, and by a lost connection. */
class EndAtEveryByteTest {

    private static final byte[] ABORT = HexFormat.of().parseHex("07000000000400000000");

    private static byte[] exchange() throws IOException {
        CommandSet command = CommandSet.request(CommandField.C_STORE, 1, Instances.CT, true)
                .withUid(Tag.AffectedSOPInstanceUID, new Uid("1.2.3"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(PduEncoder.encode(RawPeer.request(Instances.CT)));
        bytes.write(PduEncoder.encode(
                new DataTransfer(List.of(new Pdv(1, true, true, Octets.of(CommandCodec.encode(command)))))));
        bytes.write(
                PduEncoder.encode(new DataTransfer(List.of(new Pdv(1, false, false, Octets.of(1, 2, 3, 4, 5, 6))))));
        bytes.write(PduEncoder.encode(new DataTransfer(List.of(new Pdv(1, false, true, Octets.of(7, 8))))));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsLeftBehindAndNobodyElseFeelsIt(boolean abort) throws Exception {
        byte[] exchange = exchange();
        AtomicInteger complete = new AtomicInteger();
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, e -> {
                    e.dataSet().readAllBytes();
                    complete.incrementAndGet();
                    e.respond(e.request().response(DimseStatus.SUCCESS));
                })
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association witness = fixture.open(DimseClient.VERIFICATION)) {
            for (int length = 0; length < exchange.length; length++) {
                try (RawPeer peer = RawPeer.connect(fixture.server.port())) {
                    peer.send(Arrays.copyOf(exchange, length));
                    if (abort) {
                        peer.send(ABORT);
                    }
                    peer.shutOutput().awaitClose();
                }
            }
            assertEquals(DimseStatus.SUCCESS, new DimseClient(witness).echo().status());
            await().until(() -> fixture.server.associationCount() == 1);
            // Within the last two bytes the abort itself fills the place of the data that is missing.
            assertEquals(abort ? 2 : 0, complete.get(), "a data set that was cut short passed for whole");
        }
    }
}
