package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.Association;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Octets;
import dozo.core.pdu.Pdv;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchTest {

    /** No data set, whatever the transfer syntax. */
    private static final byte[] DATA = new byte[100_000];

    static {
        Arrays.fill(DATA, (byte) 0xFF);
    }

    private static DimseServices stores(ServiceProvider provider) {
        return DimseServices.builder()
                .addDefault(CommandField.C_STORE, provider)
                .build();
    }

    private static Response store(Association association) throws OperatingFailure {
        return new DimseClient(association)
                .store(
                        association.contextFor(Instances.CT).orElseThrow(),
                        StoreRequest.of(Instances.CT, Instances.newUid()),
                        out -> out.write(DATA));
    }

    /** One store that the provider handles in its way, then one echo that shows the association unharmed. */
    private static Response storeThenEcho(ServiceProvider provider) throws Exception {
        try (DimseFixture fixture = new DimseFixture(stores(provider));
                Association association = fixture.open(Instances.CT, DimseClient.VERIFICATION)) {
            Response stored = store(association);
            assertEquals(
                    DimseStatus.SUCCESS, new DimseClient(association).echo().status());
            return stored;
        }
    }

    @Test
    void anOperatingFailureIsAnsweredByItsStatusAndAFixedComment() throws Exception {
        Response response = storeThenEcho(exchange -> {
            throw new OperatingFailure(FailureCode.VOLUME_FULL, "secret detail of /mnt/volume");
        });
        assertEquals(0xA700, response.status());
        assertEquals("DOZO-1001 Archive storage is full", response.command().errorComment());
    }

    @Test
    void aBugIsAnsweredAs0110AndCostsOnlyItsRequest() throws Exception {
        Response response = storeThenEcho(exchange -> {
            throw new IllegalStateException("patient data could stand here");
        });
        assertEquals(0x0110, response.status());
        assertEquals(
                "DOZO-1999 Archive failed, its log tells why",
                response.command().errorComment());
    }

    @Test
    void anIoFailureOfOurOwnIsAnsweredAs0110() throws Exception {
        Response response = storeThenEcho(exchange -> {
            exchange.dataSet().readNBytes(1000);
            throw new IOException("local disk");
        });
        assertEquals(0x0110, response.status());
    }

    @Test
    void aDataSetThatCannotBeReadIsAnsweredAsNotUnderstood() throws Exception {
        Response response = storeThenEcho(Exchange::readIdentifier);
        assertEquals(0xC000, response.status());
    }

    @Test
    void aProviderThatForgetsToAnswerIsAnsweredFor() throws Exception {
        assertEquals(0x0110, storeThenEcho(exchange -> {}).status());
    }

    @Test
    void aProviderMayAnswerBeforeReadingWhatThenIsSkipped() throws Exception {
        Response response =
                storeThenEcho(exchange -> exchange.respond(exchange.request().response(DimseStatus.OUT_OF_RESOURCES)));
        assertEquals(DimseStatus.OUT_OF_RESOURCES, response.status());
    }

    @Test
    void aSecondFinalResponseNeverReachesThePeer() throws Exception {
        Response response = storeThenEcho(exchange -> {
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
            assertThrows(
                    IllegalStateException.class,
                    () -> exchange.respond(exchange.request().response(DimseStatus.SUCCESS)));
        });
        assertEquals(DimseStatus.SUCCESS, response.status());
    }

    @Test
    void aServiceNobodyProvidesIsRefusedByItsSopClassOrItsOperation() throws Exception {
        DimseServices services = DimseServices.builder()
                .add(CommandField.C_FIND, Instances.CT, exchange -> {})
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(Instances.CT, Instances.MR)) {
            DimseClient client = new DimseClient(association);
            assertEquals(DimseStatus.UNRECOGNIZED_OPERATION, store(association).status());
            Response unknownClass = client.store(
                    association.contextFor(Instances.MR).orElseThrow(),
                    StoreRequest.of(Instances.MR, Instances.newUid()),
                    out -> out.write(DATA));
            assertEquals(DimseStatus.SOP_CLASS_NOT_SUPPORTED, unknownClass.status());
        }
    }

    @Test
    void aSpecificProviderGoesBeforeTheDefault() throws Exception {
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, e -> e.respond(e.request().response(0xB000)))
                .add(
                        CommandField.C_STORE,
                        Instances.CT,
                        e -> e.respond(e.request().response(0xB006)))
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(Instances.CT)) {
            assertEquals(0xB006, store(association).status());
        }
    }

    @Test
    void aRequestAgainstTheNegotiatedRoleIsRefused() throws Exception {
        StoredMessages messages = new StoredMessages();
        try (DimseFixture fixture = new DimseFixture(stores(messages));
                Association association =
                        fixture.open(List.of(ProposedContext.of(Instances.CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                                .asScp()))) {
            assertEquals(DimseStatus.SOP_CLASS_NOT_SUPPORTED, store(association).status());
        }
        assertTrue(messages.stored().isEmpty());
    }

    @Test
    void aRequestInAContextOfAnotherClassReachesNoProvider() throws Exception {
        ServiceProvider never = exchange -> {
            throw new AssertionError("a provider was asked");
        };
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, never)
                .addDefault(CommandField.C_FIND, DimseFixture.longService(never))
                .addDefault(CommandField.N_ACTION, never)
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                RawPeer peer = associated(fixture, Instances.CT)) {
            List<CommandSet> requests = List.of(
                    CommandSet.request(CommandField.C_STORE, 1, Instances.MR, true)
                            .withUid(Tag.AffectedSOPInstanceUID, Instances.newUid()),
                    CommandSet.request(CommandField.C_FIND, 2, DimseFixture.STUDY_ROOT_FIND, true),
                    CommandSet.request(CommandField.N_ACTION, 3, DimseFixture.STORAGE_COMMITMENT, true));
            List<Integer> statuses = new ArrayList<>();
            for (CommandSet request : requests) {
                peer.send(command(1, request));
                peer.send(new DataTransfer(List.of(new Pdv(1, false, true, Octets.of(1, 2)))));
                statuses.add(answer(peer).status());
            }
            assertEquals(List.of(0xA900, 0x0122, 0x0118), statuses);
        }
    }

    @Test
    void anEchoIsAnsweredInAnyContext() throws Exception {
        try (DimseFixture fixture = new DimseFixture(DimseServices.none());
                RawPeer peer = associated(fixture, Instances.CT)) {
            peer.send(command(1, CommandSet.request(CommandField.C_ECHO, 6, DimseClient.VERIFICATION, false)));
            assertEquals(DimseStatus.SUCCESS, answer(peer).status());
        }
    }

    private static DataTransfer command(int contextId, CommandSet command) {
        return new DataTransfer(List.of(new Pdv(contextId, true, true, Octets.of(CommandCodec.encode(command)))));
    }

    private static RawPeer associated(DimseFixture fixture, Uid abstractSyntax) throws IOException {
        RawPeer peer = RawPeer.connect(fixture.server.port()).send(RawPeer.request(abstractSyntax));
        peer.expect(AssociateAccept.class);
        return peer;
    }

    private static CommandSet answer(RawPeer peer) throws IOException {
        Pdv pdv = peer.expect(DataTransfer.class).pdvs().get(0);
        assertTrue(pdv.command() && pdv.last());
        return CommandCodec.decode(pdv.fragment().toByteArray());
    }

    @Test
    void anUnknownCommandIsAnsweredAsUnrecognizedAndItsDataSetSkipped() throws Exception {
        try (DimseFixture fixture = new DimseFixture(DimseServices.none());
                RawPeer peer = associated(fixture, DimseClient.VERIFICATION)) {
            CommandSet unknown = CommandSet.request(CommandField.C_ECHO, 5, DimseClient.VERIFICATION, true)
                    .withNumber(Tag.CommandField, 0x0777);
            peer.send(command(1, unknown));
            peer.send(new DataTransfer(List.of(new Pdv(1, false, true, Octets.of(1, 2, 3, 4)))));
            CommandSet answer = answer(peer);
            assertEquals(DimseStatus.UNRECOGNIZED_OPERATION, answer.status());
            assertEquals(0x8777, answer.fieldCode());
            assertEquals(5, answer.messageIdBeingRespondedTo());
            peer.send(new ReleaseRequest()).expect(new ReleaseResponse());
        }
    }

    @Test
    void aCancelOrResponseForNothingOutstandingIsDropped() throws Exception {
        try (DimseFixture fixture = new DimseFixture(DimseServices.none());
                RawPeer peer = associated(fixture, DimseClient.VERIFICATION)) {
            CommandSet echo = CommandSet.request(CommandField.C_ECHO, 6, DimseClient.VERIFICATION, false);
            peer.send(command(1, CommandSet.cancel(99)));
            peer.send(command(1, echo.response(DimseStatus.SUCCESS)));
            peer.send(command(1, echo.response(DimseStatus.PENDING).withDataSet(true)));
            peer.send(new DataTransfer(List.of(new Pdv(1, false, true, Octets.of(1, 2)))));
            peer.send(command(1, echo));
            assertEquals(6, answer(peer).messageIdBeingRespondedTo());
        }
    }

    @Test
    void aMalformedCommandSetAbortsAsServiceUser() throws Exception {
        try (DimseFixture fixture = new DimseFixture(DimseServices.none());
                RawPeer peer = associated(fixture, DimseClient.VERIFICATION)) {
            peer.send(new DataTransfer(List.of(new Pdv(1, true, true, Octets.of(1, 2, 3)))));
            peer.expect(new Abort(AbortReason.SERVICE_USER));
        }
    }

    @Test
    void aCommandSetBeyondItsLimitAborts() throws Exception {
        DimseServices services = DimseServices.builder()
                .limits(DimseLimits.defaults().withCommandSet(ByteSize.ofBytes(200)))
                .build();
        CommandSet echo = CommandSet.request(CommandField.C_ECHO, 6, DimseClient.VERIFICATION, false);
        try (DimseFixture fixture = new DimseFixture(services);
                RawPeer peer = associated(fixture, DimseClient.VERIFICATION)) {
            peer.send(command(1, echo));
            assertEquals(DimseStatus.SUCCESS, answer(peer).status());
            peer.send(command(
                    1,
                    echo.withErrorComment("x".repeat(64))
                            .withUid(Tag.AffectedSOPInstanceUID, new Uid("1." + "2".repeat(60)))));
            peer.expect(new Abort(AbortReason.SERVICE_USER));
        }
    }

    @Test
    void anIdentifierBeyondItsLimitIsRefusedAndItsAssociationLivesOn() throws Exception {
        DimseServices services = DimseServices.builder()
                .limits(DimseLimits.defaults().withIdentifier(ByteSize.ofKibibytes(4)))
                .addDefault(
                        CommandField.C_FIND,
                        DimseFixture.longService(
                                exchange -> exchange.respond(exchange.request().response(DimseStatus.SUCCESS))))
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            DimseClient client = new DimseClient(association);
            Attributes small = new Attributes().put(Tag.StudyDescription, Vr.LO, "x");
            assertEquals(
                    DimseStatus.SUCCESS,
                    client.find(association.contexts().get(0), small, Priority.MEDIUM, m -> true)
                            .status());
            Attributes large = new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(5000));
            for (Attributes identifier : List.of(large, large)) {
                assertEquals(
                        DimseStatus.UNABLE_TO_PROCESS,
                        client.find(association.contexts().get(0), identifier, Priority.MEDIUM, m -> true)
                                .status());
            }
        }
    }

    @Test
    void interleavedMessagesOfOneAssociationAreNeverMixed() throws Exception {
        StoredMessages messages = new StoredMessages();
        try (DimseFixture fixture = new DimseFixture(stores(messages));
                RawPeer peer = associated(fixture, Instances.CT)) {
            // Both requests are sent before the first answer is read: they are answered one after the other.
            for (int id = 1; id <= 2; id++) {
                peer.send(command(
                        1,
                        CommandSet.request(CommandField.C_STORE, id, Instances.CT, true)
                                .withUid(Tag.AffectedSOPInstanceUID, new Uid("1.2." + id))));
                peer.send(new DataTransfer(List.of(new Pdv(1, false, true, Octets.of(id, id)))));
            }
            assertEquals(1, answer(peer).messageIdBeingRespondedTo());
            assertEquals(2, answer(peer).messageIdBeingRespondedTo());
            assertArrayEquals(new byte[] {2, 2}, messages.stored().get(new Uid("1.2.2")));
        }
    }
}
