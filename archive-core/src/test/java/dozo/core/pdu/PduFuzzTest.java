package dozo.core.pdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.testing.InputBudget;
import dozo.core.value.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes on the wire give PDUs, or the two exceptions that a reader may throw; a PDU that is written reads as it was. */
class PduFuzzTest {

    private static final PduLimits LIMITS = PduLimits.of(ByteSize.ofKibibytes(16));

    static Stream<byte[]> goldenPdus() {
        return Stream.of(
                        "associate-rq-dcmtk",
                        "associate-rq-all-items",
                        "associate-ac-dcmtk",
                        "associate-rj",
                        "data-tf",
                        "release-rq",
                        "abort")
                .map(GoldenPdu::read);
    }

    @MethodSource("goldenPdus")
    @FuzzTest
    void readsWhatItWroteAndRefusesTheRest(byte[] bytes) throws IOException {
        try {
            InputBudget.spend(() -> readAll(bytes));
        } catch (PduException | EOFException e) {
            // What a peer's broken bytes may come to.
        }
    }

    private static void readAll(byte[] bytes) throws IOException {
        PduReader reader = new PduReader(new ByteArrayInputStream(bytes), LIMITS);
        for (Optional<PduReader.RawPdu> raw = reader.next(); raw.isPresent(); raw = reader.next()) {
            Pdu pdu = decode(raw.get());
            byte[] written = PduEncoder.encode(pdu);
            Pdu again = decode(new PduReader(new ByteArrayInputStream(written), LIMITS)
                    .next()
                    .orElseThrow());
            assertEquals(writable(pdu), again);
            assertArrayEquals(written, PduEncoder.encode(again));
        }
    }

    private static Pdu decode(PduReader.RawPdu raw) throws PduException {
        return new PduDecoder(LIMITS).decode(raw.type(), raw.body());
    }

    /** Without what a peer wrote and this side cannot: contexts of no valid abstract syntax. */
    private static Pdu writable(Pdu pdu) {
        return pdu instanceof AssociateRequest request
                ? new AssociateRequest(
                        request.protocolVersion(),
                        request.calledText(),
                        request.callingText(),
                        request.applicationContext(),
                        request.contexts(),
                        List.of(),
                        request.userInformation())
                : pdu;
    }
}
