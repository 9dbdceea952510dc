package dozo.core.pdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import dozo.core.value.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Else what is lost in reading would be lost unnoticed. Not that of DCMTK, which sets bytes that are reserved. */
    @ParameterizedTest
    @ValueSource(strings = {"associate-rq-all-items", "associate-ac-dcmtk", "associate-rj", "data-tf", "abort"})
    void readsItsSeedsWhole(String name) throws IOException {
        byte[] bytes = GoldenPdu.read(name);
        assertArrayEquals(bytes, PduEncoder.encode(decode(first(bytes))));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(goldenPdus(), this::readsWhatItWroteAndRefusesTheRest);
    }

    private static void readAll(byte[] bytes) throws IOException {
        PduReader reader = new PduReader(new ByteArrayInputStream(bytes), LIMITS);
        for (Optional<PduReader.RawPdu> raw = reader.next(); raw.isPresent(); raw = reader.next()) {
            Pdu pdu = decode(raw.get());
            byte[] written = PduEncoder.encode(pdu);
            Pdu again = assertDoesNotThrow(() -> decode(first(written)));
            assertEquals(writable(pdu), again);
            assertArrayEquals(written, PduEncoder.encode(again));
        }
    }

    private static PduReader.RawPdu first(byte[] bytes) throws IOException {
        return new PduReader(new ByteArrayInputStream(bytes), LIMITS).next().orElseThrow();
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
