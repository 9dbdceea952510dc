package dozo.core.pdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.testing.PeerInformation;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PduDecoderTest {

    private static final PduLimits LIMITS = new PduLimits(ByteSize.ofKibibytes(32), ByteSize.ofKibibytes(16), 20);
    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");
    private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");

    private static Pdu decode(byte[] bytes) throws IOException {
        PduReader.RawPdu raw =
                new PduReader(new ByteArrayInputStream(bytes), LIMITS).next().orElseThrow();
        return new PduDecoder(LIMITS).decode(raw.type(), raw.body());
    }

    private static AbortReason reasonOf(byte[] bytes) {
        return assertThrows(PduException.class, () -> decode(bytes)).reason();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static AssociateRequest request(List<ContextProposal> contexts, UserInformation information) {
        return new AssociateRequest(
                1, "A", "B", AssociateRequest.DICOM_APPLICATION_CONTEXT, contexts, List.of(), information);
    }

    private static UserInformation information(List<UnknownItem> unknown) {
        return PeerInformation.maxPdu(0).unknown(unknown).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 7, 100, 150})
    void tellsAStreamThatEndsWithinAPduFromOneThatEndsBetweenTwo(int length) throws IOException {
        byte[] whole = GoldenPdu.read("associate-rq-dcmtk");
        byte[] part = Arrays.copyOf(whole, length);
        assertThrows(EOFException.class, () -> decode(part));
        assertTrue(new PduReader(InputStream.nullInputStream(), LIMITS).next().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04 00 00000006 00000001 01 03", // PDV item length without room for its header
                "04 00 00000006 00000000 01 03",
                "04 00 00000006 00000003 01 03", // passes the end of the PDU
                "04 00 00000006 ffffffff 01 03",
                "04 00 00000003 000000" // ends within the length field
            })
    void refusesPresentationDataValuesThatDoNotFitIntoTheirPdu(String pdu) {
        assertEquals(AbortReason.INVALID_PARAMETER, reasonOf(hex(pdu)));
    }

    @Test
    void refusesAnEvenContextId() {
        byte[] bytes = PduEncoder.encode(
                request(List.of(new ContextProposal(2, VERIFICATION, List.of(IMPLICIT))), information(List.of())));
        assertEquals(AbortReason.INVALID_PARAMETER, reasonOf(bytes));
    }

    @Test
    void refusesAContextIdUsedTwice() {
        ContextProposal context = new ContextProposal(5, VERIFICATION, List.of(IMPLICIT));
        byte[] bytes = PduEncoder.encode(request(List.of(context, context), information(List.of())));
        assertEquals(AbortReason.INVALID_PARAMETER, reasonOf(bytes));
    }

    @Test
    void takesAllContextsThatCanBe() throws IOException {
        List<ContextProposal> contexts = new ArrayList<>();
        for (int id = 1; id <= 255; id += 2) {
            contexts.add(new ContextProposal(id, VERIFICATION, List.of(IMPLICIT)));
        }
        AssociateRequest request = request(contexts, information(List.of()));
        assertEquals(ContextProposal.MAX_CONTEXTS, contexts.size());
        assertEquals(request, decode(PduEncoder.encode(request)));
    }

    @Test
    void refusesMoreUserInformationItemsThanTheLimit() throws IOException {
        List<UnknownItem> items = new ArrayList<>();
        for (int i = 0; i < LIMITS.userItems() - 1; i++) {
            items.add(new UnknownItem(0x70, Octets.EMPTY));
        }
        AssociateRequest most = request(List.of(), information(items));
        assertEquals(most, decode(PduEncoder.encode(most)));
        items.add(new UnknownItem(0x70, Octets.EMPTY));
        AssociateRequest tooMany = request(List.of(), information(items));
        assertEquals(AbortReason.NOT_SPECIFIED, reasonOf(PduEncoder.encode(tooMany)));
    }

    @Test
    void setsAContextWithAnInvalidAbstractSyntaxAsideInsteadOfFailing() throws IOException {
        byte[] bytes = GoldenPdu.read("associate-rq-dcmtk");
        bytes[111] = 'x'; // the first character of the abstract syntax
        AssociateRequest request = (AssociateRequest) decode(bytes);
        assertEquals(List.of(), request.contexts());
        assertEquals(List.of(1), request.unreadableContextIds());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ' '})
    void takesUidsThatAreWronglyPadded(int padding) throws IOException {
        byte[] bytes = GoldenPdu.read("associate-rq-dcmtk");
        bytes[126] = (byte) padding; // the last two characters of the abstract syntax
        bytes[127] = (byte) padding;
        AssociateRequest request = (AssociateRequest) decode(bytes);
        assertEquals(new Uid("1.2.840.10008.1"), request.contexts().get(0).abstractSyntax());
    }

    @Test
    void refusesAnAcceptedContextWithoutTransferSyntax() {
        AssociateAccept accept = new AssociateAccept(
                1,
                "A",
                "B",
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(new ContextResult(1, 0, Optional.empty())),
                information(List.of()));
        assertEquals(AbortReason.INVALID_PARAMETER, reasonOf(PduEncoder.encode(accept)));
    }

    @Test
    void carriesReservedRejectAndAbortCodesAsTheyCame() throws IOException {
        AssociateReject reject = (AssociateReject) decode(hex("03 00 00000004 00 07 08 09"));
        assertEquals(new AssociateReject(7, 8, 9), reject);
        assertEquals("result 7, source 8, reason 9", reject.describe());
        Abort abort = (Abort) decode(hex("07 00 00000004 00 00 02 03"));
        assertEquals("source 2, reason 3", abort.describe());
    }
}
