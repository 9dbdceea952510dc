package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.admin.server.Server;
import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.config.ConfigurationFile;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.storage.index.model.Level;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverTest {

    private static final int KINDS = 150;

    @TempDir
    Path directory;

    private final Uid study = Instances.newUid();

    private Server start() throws Exception {
        Path volume = Files.createDirectories(directory.resolve("data/volumes/local"));
        VolumeInitialisation.initialise(new NioDisk(volume), "local");
        Path file = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = 0, known-only = false }
                storage { high-water = "100%", low-water = "99%" }
                """);
        return Server.start(ConfigurationFile.read(file), Clock.systemUTC());
    }

    private List<InstanceFile> imagesOfManyKinds() throws Exception {
        List<InstanceFile> files = new ArrayList<>();
        Uid series = Instances.newUid();
        for (int i = 0; i < KINDS; i++) {
            Instances image = Instances.ct()
                    .sopClass(new Uid("1.2.826.0.1.3680043.10.1.77." + i))
                    .study(study)
                    .series(series);
            Uid uid = image.build().uid(Tag.SOPInstanceUID).orElseThrow();
            Path file = Files.createDirectories(directory.resolve("sent")).resolve(uid + ".dcm");
            Files.write(file, image.file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
            files.add(InstanceFile.read(file).orElseThrow());
        }
        return files;
    }

    private Attributes selection() {
        return new Attributes().put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY").put(Tag.StudyInstanceUID, study);
    }

    /** An association has 128 presentation contexts (PS3.8 section 9.3.2.2); one is for the C-GET. */
    @Test
    void getsInstancesOfMoreKindsThanOneAssociationHasContextsFor() throws Exception {
        List<InstanceFile> sent = imagesOfManyKinds();
        Path out = Files.createDirectory(directory.resolve("got"));
        try (Server server = start()) {
            Remote remote = new Remote(
                    new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port()),
                    new AeTitle("TESTER"),
                    AssociationSettings.defaults());
            assertEquals(
                    KINDS,
                    new Sender(remote, 1, (instances, bytes) -> {}).send(sent).sent());

            Downloads downloads = new Downloads(out);
            Retriever.Result result = Retriever.get(
                    remote, InformationModel.STUDY_ROOT, Level.STUDY, selection(), downloads, counts -> {});
            assertEquals(new Retriever.Result("0000", KINDS, 0, 0), result);
        }
        for (InstanceFile file : sent) {
            Path got = out.resolve(file.sopInstance() + ".dcm");
            assertArrayEquals(Files.readAllBytes(file.path()), Files.readAllBytes(got));
        }
    }
}
