package dozo.core.dimse;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.Acceptance;
import dozo.core.association.AcceptancePolicy;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.UserIdentity;
import dozo.core.pdu.UserIdentityResponse;
import dozo.core.testing.Dcmtk;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both roles against the reference implementation of the field. */
class DcmtkTest {

    private static final int INSTANCES = 5;

    @TempDir
    Path folder;

    private static String port(DimseFixture fixture) {
        return Integer.toString(fixture.server.port());
    }

    @Test
    void answersEchoscu() throws Exception {
        try (DimseFixture fixture = new DimseFixture(DimseServices.none())) {
            Dcmtk.Result result =
                    Dcmtk.run("echoscu", "-aet", "RTSCU", "-aec", "DOZO", "--repeat", "3", "127.0.0.1", port(fixture));
            assertEquals(0, result.exitCode(), result.output());
        }
    }

    @Test
    void takesWhatStorescuSends() throws Exception {
        List<Uid> sent = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            Uid uid = Instances.newUid();
            Instances instance = Instances.ct().sopInstance(uid).pixels(256, 256, 16);
            sent.add(uid);
            Files.write(folder.resolve(i + ".dcm"), instance.file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        StoredMessages messages = new StoredMessages();
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, messages)
                .build();
        try (DimseFixture fixture = new DimseFixture(services)) {
            Dcmtk.Result result = Dcmtk.run(
                    "storescu", "-aet", "RTSCU", "-aec", "DOZO", "+sd", "127.0.0.1", port(fixture), folder.toString());
            assertEquals(0, result.exitCode(), result.output());
        }
        assertEquals(INSTANCES, messages.stored().size());
        sent.forEach(uid -> assertEquals(true, messages.stored().containsKey(uid)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsStorescusUserToThePolicyAndConfirmsItAsAsked(boolean confirmed) throws Exception {
        Path file = folder.resolve("ct.dcm");
        Files.write(file, Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        List<UserIdentity> seen = new CopyOnWriteArrayList<>();
        AcceptancePolicy policy = (request, peer, certificate) -> {
            Acceptance.Accepted plain =
                    (Acceptance.Accepted) TestingAcceptance.everything().decide(request, peer, certificate);
            request.userInformation().userIdentity().ifPresent(seen::add);
            return confirmed ? plain.withUserIdentity(UserIdentityResponse.PLAIN) : plain;
        };
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, new StoredMessages())
                .build();
        try (DimseServer server = DimseServer.start(AcceptorSettings.defaults("127.0.0.1", 0), policy, services, 1)) {
            Dcmtk.Result result = Dcmtk.run(
                    "storescu",
                    "-v",
                    "--user",
                    "yamada",
                    "--password",
                    "secret",
                    "--pos-response",
                    "-aec",
                    "DOZO",
                    "127.0.0.1",
                    Integer.toString(server.port()),
                    file.toString());
            assertEquals(confirmed, result.exitCode() == 0, result.output());
        }
        assertEquals(
                List.of(UserIdentity.userNameAndPasscode("yamada", "secret").askingForResponse()), seen);
    }

    @Test
    void sendsWhatStorescpWritesDownUnchanged() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        int port = Ports.free();
        Process storescp = Dcmtk.start(
                folder.resolve("storescp.txt"),
                "storescp",
                "-aet",
                "STORE",
                "+B",
                "-od",
                out.toString(),
                Integer.toString(port));
        try {
            Uid uid = Instances.newUid();
            Instances instance = Instances.ct().sopInstance(uid).pixels(512, 512, 16);
            byte[] dataSet = instance.encode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            RemoteAe remote = new RemoteAe(new AeTitle("STORE"), "127.0.0.1", port);
            List<ProposedContext> contexts = List.of(
                    ProposedContext.of(DimseClient.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                    ProposedContext.of(Instances.CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
            await().ignoreException(OperatingFailure.class).until(() -> store(remote, contexts, uid, dataSet));
            byte[] written;
            try (var files = Files.list(out)) {
                written = Files.readAllBytes(files.findFirst().orElseThrow());
            }
            byte[] tail = Arrays.copyOfRange(written, written.length - dataSet.length, written.length);
            assertArrayEquals(dataSet, tail);
        } finally {
            storescp.destroy();
        }
    }

    private static boolean store(RemoteAe remote, List<ProposedContext> contexts, Uid instance, byte[] dataSet)
            throws OperatingFailure {
        try (Association association =
                AssociationRequestor.open(remote, new AeTitle("DOZO"), contexts, AssociationSettings.defaults())) {
            DimseClient client = new DimseClient(association);
            assertEquals(DimseStatus.SUCCESS, client.echo().status());
            Response response = client.store(
                    association.contextFor(Instances.CT).orElseThrow(),
                    StoreRequest.of(Instances.CT, instance),
                    out -> out.write(dataSet));
            return response.status() == DimseStatus.SUCCESS;
        }
    }
}
