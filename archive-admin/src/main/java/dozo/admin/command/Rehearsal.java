package dozo.admin.command;

import dozo.admin.server.Server;
import dozo.core.config.ConfigurationFile;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * A server in this process, on an archive in a temporary directory, and the commands of those who use it. Each step must
 * succeed; what is left behind is nothing. Not thread-safe.
 */
final class Rehearsal {

    private static final Uid SECONDARY_CAPTURE = new Uid("1.2.840.10008.5.1.4.1.1.7");
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int SIDE_PIXELS = 64;

    /** Loopback only, on a port that is free; a disk may be rather full for one image. */
    private static final String CONFIGURATION =
            """
            data-directory = "data"
            dicom { port = 0, bind-host = "127.0.0.1", networks = ["127.0.0.0/8"], known-only = false }
            storage { high-water = "100%", low-water = "99%" }
            """;

    private final Path directory;
    private final Path config;
    private int steps;

    private Rehearsal(Path directory) {
        this.directory = directory;
        this.config = directory.resolve("dozo.conf");
    }

    /**
     * Plays it through.
     *
     * @return how many commands were done
     * @throws OperatingFailure of the first step that failed
     */
    static int run() throws OperatingFailure {
        try {
            Path directory = Files.createTempDirectory("dozo-rehearsal");
            try {
                Rehearsal rehearsal = new Rehearsal(directory);
                rehearsal.play();
                return rehearsal.steps;
            } finally {
                FileUtils.deleteDirectory(directory.toFile());
            }
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The rehearsal needs a temporary directory: " + e.getMessage()
                            + ". Name another one: DOZO_JVM_OPTS=-Djava.io.tmpdir=DIR",
                    e);
        }
    }

    private void play() throws IOException, OperatingFailure {
        Files.writeString(config, CONFIGURATION);
        Uid study = Uid.random();
        Uid instance = Uid.random();
        Path image = Files.write(directory.resolve("image.dcm"), encode(study, instance));
        Path fetched = directory.resolve("fetched");
        dozo("volume", "init", "local", "--mkdir");
        try (Server server = Server.start(ConfigurationFile.read(config), Clock.systemUTC())) {
            String archive = "DOZO@127.0.0.1:" + server.port();
            dozo("echo", "--to", archive);
            dozo("send", "--to", archive, image.toString());
            dozo("commit", "--to", archive, image.toString());
            dozo("find", "--to", archive, "--level", "study");
            dozo("get", "--to", archive, "--study", study.value(), "--out", fetched.toString());
            dozo("study", "list");
            dozo("verify");
            dozo("status");
        }
        if (Files.mismatch(image, fetched.resolve(instance + ".dcm")) >= 0) {
            throw new OperatingFailure(FailureCode.OBJECT_CORRUPT, "What was fetched is not what was sent.");
        }
    }

    private void dozo(String... arguments) throws OperatingFailure {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        StringWriter err = new StringWriter();
        int code = Dozo.run(new PrintWriter(new StringWriter()), new PrintWriter(err), all.toArray(String[]::new));
        if (code != CommandBase.DONE) {
            throw new OperatingFailure(
                    FailureCode.INTERNAL,
                    "The rehearsal failed at dozo " + String.join(" ", arguments) + ": "
                            + err.toString().strip());
        }
        steps++;
    }

    private static byte[] encode(Uid study, Uid instance) throws IOException {
        Attributes image = new Attributes()
                .put(Tag.SOPClassUID, SECONDARY_CAPTURE)
                .put(Tag.SOPInstanceUID, instance)
                .put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, Uid.random())
                .put(Tag.PatientID, Vr.LO, "REHEARSAL")
                .put(Tag.PatientName, Vr.PN, "Rehearsal")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.Rows, Vr.US, SIDE_PIXELS)
                .put(Tag.Columns, Vr.US, SIDE_PIXELS)
                .put(new Element.Bytes(Tag.PixelData, Vr.OW, new byte[SIDE_PIXELS * SIDE_PIXELS * 2]));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new FileMeta(SECONDARY_CAPTURE, instance, SYNTAX).encode());
        DatasetWriter.write(image, SYNTAX, file);
        return file.toByteArray();
    }
}
