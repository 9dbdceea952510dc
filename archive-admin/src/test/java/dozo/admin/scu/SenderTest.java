package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender is told became of its files, whatever the peer does: it may delete what was taken. */
class SenderTest {

    @TempDir
    Path directory;

    private final List<Uid> taken = new CopyOnWriteArrayList<>();
    private DimseServer peer;

    /** How the peer treats a C-STORE whose data set it has read. */
    private interface Treatment {
        void of(Exchange exchange, Uid instance) throws IOException;
    }

    @AfterEach
    void closePeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void tellsWhatWasTakenWithAWarningAndWhatWasRefusedWithWhichStatus() throws Exception {
        List<InstanceFile> files = List.of(file(Instances.CT), file(Instances.CT), file(Instances.CT));
        Sender sender = sendingTo((exchange, instance) -> answer(
                exchange,
                instance.equals(files.get(0).sopInstance())
                        ? 0xB000
                        : instance.equals(files.get(1).sopInstance()) ? 0xA700 : DimseStatus.SUCCESS));

        SendReport report = sender.send(files);

        assertEquals(2, report.sent());
        assertEquals(1, report.warnings());
        assertEquals(1, report.failures().size());
        SendReport.Failure failure = report.failures().get(0);
        assertEquals("A700", failure.status());
        assertEquals(files.get(1).path().toString(), failure.file());
        assertEquals(files.get(1).sopInstance().value(), failure.sopInstanceUid());
    }

    @Test
    void opensALostAssociationAgainAndTellsWhichFileItWasLostWith() throws Exception {
        List<InstanceFile> files = List.of(file(Instances.CT), file(Instances.CT), file(Instances.CT));
        Sender sender = sendingTo((exchange, instance) -> {
            if (instance.equals(files.get(1).sopInstance())) {
                exchange.association().abort();
            } else {
                answer(exchange, DimseStatus.SUCCESS);
            }
        });

        SendReport report = sender.send(files);

        assertEquals(List.of(files.get(0).sopInstance(), files.get(2).sopInstance()), taken);
        assertEquals(2, report.sent());
        assertEquals(
                List.of(files.get(1).path().toString()),
                report.failures().stream().map(SendReport.Failure::file).toList());
        assertEquals("", report.failures().get(0).status());
    }

    @Test
    void failsWhenAnAssociationIsLostBeforeItCarriedAnything() throws Exception {
        List<InstanceFile> files = List.of(file(Instances.CT), file(Instances.CT));
        Sender sender = sendingTo((exchange, instance) -> exchange.association().abort());
        assertThrows(OperatingFailure.class, () -> sender.send(files));
    }

    @Test
    void countsAsFailedWhatThePeerHasNoContextFor() throws Exception {
        List<InstanceFile> files = List.of(file(Instances.CT), file(Instances.MR));
        Sender sender = sendingTo((exchange, instance) -> answer(exchange, DimseStatus.SUCCESS));

        SendReport report = sender.send(files);

        assertEquals(1, report.sent());
        assertEquals(1, report.failures().size());
        assertEquals(files.get(1).path().toString(), report.failures().get(0).file());
        assertTrue(report.failures().get(0).reason().contains("SOP class"));
    }

    private void answer(Exchange exchange, int status) throws IOException {
        if (DimseStatus.isDone(status)) {
            taken.add(exchange.request().sopInstanceUid().orElseThrow());
        }
        exchange.respond(exchange.request().response(status));
    }

    /** A peer that takes CT only. */
    private Sender sendingTo(Treatment treatment) throws OperatingFailure {
        DimseServices services = DimseServices.builder()
                .add(CommandField.C_STORE, Instances.CT, exchange -> {
                    exchange.dataSet().transferTo(OutputStream.nullOutputStream());
                    treatment.of(exchange, exchange.request().sopInstanceUid().orElseThrow());
                })
                .build();
        peer = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.only(Instances.CT), services, 2);
        Remote remote = new Remote(
                new RemoteAe(new AeTitle("PEER"), "127.0.0.1", peer.port()),
                new AeTitle("TESTER"),
                AssociationSettings.defaults());
        return new Sender(remote, 1, (instances, bytes) -> {});
    }

    private InstanceFile file(Uid sopClass) throws IOException {
        byte[] bytes = Instances.ct().sopClass(sopClass).file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return InstanceFile.read(Files.write(Files.createTempFile(directory, "image", ".dcm"), bytes))
                .orElseThrow();
    }
}
