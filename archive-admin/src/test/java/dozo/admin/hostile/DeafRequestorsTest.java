package dozo.admin.hostile;

import static dozo.admin.hostile.RawMessages.FIND;
import static dozo.admin.hostile.RawMessages.join;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.CommandSet;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.RoleSelection;
import dozo.core.testing.Instances;
import dozo.core.testing.PeerInformation;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Peers that ask a live server for more than all buffers between take, and read nothing of it; their connections stand. */
class DeafRequestorsTest extends HostilePeers {

    /** More than one AE may have answered at once, so that some wait for others. */
    private static final int PEERS = 10;

    private static final int STUDIES = 600;
    private static final int TEXT_CHARACTERS = 10_000;
    private static final int GET = 1;
    private static final int CT = 3;
    /** Additional Patient History, an attribute of the study. */
    private static final int HISTORY = 0x001021B0;

    private static final String PATIENT = "TALKATIVE";
    private static final String CUT_OFF = "association ended: TIMED_OUT (the peer did not take what was sent)";

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final Uid study = Instances.newUid();

    /** Each answer to a query for them has some 10 KB. */
    @BeforeAll
    void store() throws Exception {
        List<Attributes> talkative = new ArrayList<>();
        for (int i = 0; i < STUDIES; i++) {
            talkative.add(Instances.ct()
                    .pixels(2, 2, 8)
                    .study(Instances.newUid())
                    .series(Instances.newUid())
                    .patientId(PATIENT)
                    .with(HISTORY, Vr.LT, "x".repeat(TEXT_CHARACTERS))
                    .build());
        }
        server().scu().store(talkative.toArray(Attributes[]::new));
        server().scu().store(Instances.ct().study(study).pixels(2048, 3072, 16).build());
    }

    @Test
    void whoReadsNoAnswersIsCutOffAndKeepsNobodyFromAsking() throws Throwable {
        byte[] query = join(
                RawMessages.command(FIND, RawMessages.find()),
                RawMessages.data(FIND, DatasetWriter.toBytes(talkative(), EXPLICIT)));
        requireAllCutOff(() -> associated().send(query), () -> {
            int answers = server().scu()
                    .find(InformationModel.STUDY_ROOT.find(), talkative())
                    .matches()
                    .size();
            assertEquals(STUDIES, answers);
        });
    }

    @Test
    void whoReadsNoImagesOfAGetIsCutOff() throws Throwable {
        byte[] request = join(
                RawMessages.command(GET, get()),
                RawMessages.data(
                        GET,
                        DatasetWriter.toBytes(
                                Scu.identifier("STUDY", Scu.Key.of(Tag.StudyInstanceUID, study)), EXPLICIT)));
        requireAllCutOff(
                () -> {
                    RawPeer peer = connect().send(associateForGet());
                    peer.expect(AssociateAccept.class);
                    return peer.send(request);
                },
                () -> {});
    }

    /**
     * Has many peers ask and read nothing, and waits until the server has cut off each.
     *
     * @param asking a peer that has asked
     * @param meanwhile done before any of them goes
     */
    private void requireAllCutOff(Callable<RawPeer> asking, Executable meanwhile) throws Throwable {
        long before = cutOff();
        List<RawPeer> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < PEERS; i++) {
                deaf.add(asking.call());
            }
            meanwhile.execute();
            await().until(() -> cutOff() == before + PEERS);
        } finally {
            for (RawPeer peer : deaf) {
                peer.close();
            }
        }
    }

    private static Attributes talkative() {
        return Scu.identifier("STUDY", Scu.Key.of(Tag.PatientID, Vr.LO, PATIENT), Scu.Key.of(HISTORY, Vr.LT));
    }

    private static byte[] get() {
        return RawMessages.encode(CommandSet.request(CommandField.C_GET, 1, InformationModel.STUDY_ROOT.get(), true)
                .withNumber(Tag.Priority, 0));
    }

    private static AssociateRequest associateForGet() {
        return new AssociateRequest(
                AssociateRequest.PROTOCOL_VERSION_1,
                "DOZO",
                "DEAF",
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(
                        new ContextProposal(GET, InformationModel.STUDY_ROOT.get(), List.of(EXPLICIT.uid())),
                        new ContextProposal(CT, Instances.CT, List.of(EXPLICIT.uid()))),
                List.of(),
                PeerInformation.maxPdu(16_384)
                        .implementation("1.2.3.4", "DEAF")
                        .roles(List.of(new RoleSelection(Instances.CT, false, true)))
                        .build());
    }

    private long cutOff() {
        return server().log().lines().filter(line -> line.contains(CUT_OFF)).count();
    }
}
