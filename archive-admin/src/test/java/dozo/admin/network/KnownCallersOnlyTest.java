package dozo.admin.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dozo.core.association.Acceptance;
import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.DozoConfig;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.Octets;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.UserInformation;
import dozo.core.testing.PeerInformation;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownCallersOnlyTest {

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    private static final String WORKLIST_FIND = "1.2.840.10008.5.1.4.31";
    private static final String PRIVATE_CLASS = "1.2.999.4.5";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";

    private static final String TABLE =
            """
            ae = [
              { title = CT1, roles = [store], networks = ["10.1.0.0/16"] }
              { title = TLS1, tls = true }
              { title = STRICT, sop-classes { accept-unknown = false, deny = ["1.2.840.10008.5.1.4.1.1.2"] } }
            ]
            dicom.tls { key-store = k, trust-store = k }
            """;

    @TempDir
    Path directory;

    private final AddedAes added = new AddedAes();

    @Test
    void rejectsATitleThatIsNotItsOwn() throws Exception {
        assertEquals(
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                rejection(TABLE, request("CT1", "OTHER", CT, EXPLICIT), "10.1.2.3"));
    }

    @Test
    void rejectsACallerThatIsNotInTheTable() throws Exception {
        assertEquals(
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                rejection(TABLE, request("WHO", "DOZO", CT, EXPLICIT), "10.1.2.3"));
        accepted(TABLE + "\ndicom.known-only = false", request("WHO", "DOZO", CT, EXPLICIT), "10.1.2.3");
    }

    @Test
    void rejectsAKnownTitleFromAnotherNetwork() throws Exception {
        accepted(TABLE, request("CT1", "DOZO", CT, EXPLICIT), "10.1.2.3");
        assertEquals(
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                rejection(TABLE, request("CT1", "DOZO", CT, EXPLICIT), "10.2.2.3"));
    }

    @Test
    void rejectsEveryoneFromOutsideTheNetworksOfTheArchive() throws Exception {
        String config = TABLE + "\ndicom { known-only = false, networks = [\"192.168.0.0/16\"] }";
        accepted(config, request("WHO", "DOZO", CT, EXPLICIT), "192.168.7.7");
        assertEquals(
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                rejection(config, request("CT1", "DOZO", CT, EXPLICIT), "10.1.2.3"));
    }

    @Test
    void rejectsAPlainCallOfAnAeThatShallUseTls() throws Exception {
        assertEquals(
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                rejection(TABLE, request("TLS1", "DOZO", CT, EXPLICIT), "10.1.2.3"));
        assertInstanceOf(
                Acceptance.Accepted.class, decide(TABLE, request("TLS1", "DOZO", CT, EXPLICIT), "10.1.2.3", true));
    }

    @Test
    void letsInCommandsOfThisMachineOnlyByLoopbackAndUnlessSwitchedOff() throws Exception {
        accepted(TABLE, request("DOZO", "DOZO", CT, EXPLICIT), "127.0.0.1");
        rejection(TABLE, request("DOZO", "DOZO", CT, EXPLICIT), "10.1.2.3");
        rejection(TABLE + "\ndicom.local-commands = false", request("DOZO", "DOZO", CT, EXPLICIT), "127.0.0.1");
    }

    @Test
    void takesTheTransferSyntaxThatTheSenderNamesFirstUnlessToldOtherwise() throws Exception {
        AssociateRequest request = request("CT1", "DOZO", CT, JPEG_LOSSLESS, EXPLICIT);
        assertEquals(JPEG_LOSSLESS, chosen(accepted(TABLE, request, "10.1.2.3").get(0)));
        String preference = TABLE + "\ndicom.transfer-syntax-preference = [\"" + EXPLICIT + "\"]";
        assertEquals(EXPLICIT, chosen(accepted(preference, request, "10.1.2.3").get(0)));
    }

    @Test
    void queriesGetAnUncompressedSyntaxAndNeverAnotherOne() throws Exception {
        assertEquals(
                EXPLICIT,
                chosen(accepted(TABLE, request("CT1", "DOZO", STUDY_ROOT_FIND, IMPLICIT, EXPLICIT), "10.1.2.3")
                        .get(0)));
        assertEquals(
                ContextResult.Result.TRANSFER_SYNTAXES_NOT_SUPPORTED.ordinal(),
                accepted(TABLE, request("CT1", "DOZO", STUDY_ROOT_FIND, JPEG_LOSSLESS), "10.1.2.3")
                        .get(0)
                        .resultCode());
    }

    @Test
    void takesUnknownClassesForStorageUnlessTheEntryForbidsIt() throws Exception {
        assertEquals(
                true,
                accepted(TABLE, request("CT1", "DOZO", PRIVATE_CLASS, EXPLICIT), "10.1.2.3")
                        .get(0)
                        .isAccepted());
        assertEquals(
                false,
                accepted(TABLE, request("STRICT", "DOZO", PRIVATE_CLASS, EXPLICIT), "10.1.2.3")
                        .get(0)
                        .isAccepted());
        assertEquals(
                false,
                accepted(TABLE, request("STRICT", "DOZO", CT, EXPLICIT), "10.1.2.3")
                        .get(0)
                        .isAccepted());
    }

    @Test
    void neverTakesAKnownServiceForAStorageClass() throws Exception {
        assertEquals(
                ContextResult.Result.ABSTRACT_SYNTAX_NOT_SUPPORTED.ordinal(),
                accepted(TABLE, request("CT1", "DOZO", WORKLIST_FIND, EXPLICIT), "10.1.2.3")
                        .get(0)
                        .resultCode());
    }

    @Test
    void grantsRelationalQueries() throws Exception {
        AssociateRequest plain = request("CT1", "DOZO", STUDY_ROOT_FIND, EXPLICIT);
        AssociateRequest asking = with(plain, new ExtendedNegotiation(new Uid(STUDY_ROOT_FIND), Octets.of(1, 1, 1)));
        Acceptance.Accepted answer =
                assertInstanceOf(Acceptance.Accepted.class, decide(TABLE, asking, "10.1.2.3", false));
        assertEquals(Octets.of(1, 1, 0), answer.extended().get(0).information());
    }

    @Test
    void givesACallerTheRolesOfItsEntryOnly() throws Exception {
        KnownAes known = new KnownAes(config(TABLE), added);
        InetAddress peer = InetAddress.getByName("10.1.2.3");
        assertEquals(Set.of(AeRole.STORE), known.rolesOf(new AeTitle("CT1"), peer));
        assertEquals(Set.of(), known.rolesOf(new AeTitle("WHO"), peer));
        assertEquals(Set.of(AeRole.values()), known.rolesOf(new AeTitle("TLS1"), peer));
    }

    @Test
    void anAddedEntryCountsAfterReloadingAndNeverReplacesAConfiguredOne() throws Exception {
        KnownAes known = new KnownAes(config(TABLE), added);
        added.put(new AeConfig(
                new AeTitle("WS9"), "10.9.9.9", 104, Set.of(AeRole.QUERY), false, List.of(), Optional.empty()));
        added.put(new AeConfig(
                new AeTitle("CT1"), "10.9.9.9", 104, Set.of(AeRole.QUERY), false, List.of(), Optional.empty()));
        assertEquals(Optional.empty(), known.find(new AeTitle("WS9")));
        known.reload();
        assertEquals("10.9.9.9", known.find(new AeTitle("WS9")).orElseThrow().host());
        assertEquals(
                Set.of(AeRole.STORE),
                known.entry(new AeTitle("CT1")).orElseThrow().roles());
    }

    private RejectReason rejection(String hocon, AssociateRequest request, String peer) throws Exception {
        return assertInstanceOf(Acceptance.Rejected.class, decide(hocon, request, peer, false))
                .reason();
    }

    private List<ContextResult> accepted(String hocon, AssociateRequest request, String peer) throws Exception {
        return assertInstanceOf(Acceptance.Accepted.class, decide(hocon, request, peer, false))
                .contexts();
    }

    private Acceptance decide(String hocon, AssociateRequest request, String peer, boolean secure) throws Exception {
        DozoConfig config = config(hocon);
        return new KnownCallersOnly(config.dicom(), new KnownAes(config, added), secure)
                .decide(request, InetAddress.getByName(peer), Optional.empty());
    }

    private DozoConfig config(String hocon) throws Exception {
        Files.writeString(directory.resolve("k"), "");
        return ConfigurationFile.read(Files.writeString(directory.resolve("dozo.conf"), hocon));
    }

    private static String chosen(ContextResult result) {
        return result.transferSyntax().orElseThrow().value();
    }

    private static AssociateRequest request(String calling, String called, String abstractSyntax, String... syntaxes) {
        ContextProposal proposal = new ContextProposal(
                1,
                new Uid(abstractSyntax),
                List.of(syntaxes).stream().map(Uid::new).toList());
        return new AssociateRequest(
                AssociateRequest.PROTOCOL_VERSION_1,
                called,
                calling,
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(proposal),
                List.of(),
                information(List.of()));
    }

    private static AssociateRequest with(AssociateRequest request, ExtendedNegotiation extended) {
        return new AssociateRequest(
                request.protocolVersion(),
                request.calledText(),
                request.callingText(),
                request.applicationContext(),
                request.contexts(),
                List.of(),
                information(List.of(extended)));
    }

    private static UserInformation information(List<ExtendedNegotiation> extended) {
        return PeerInformation.maxPdu(16384).extended(extended).build();
    }
}
