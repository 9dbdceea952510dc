package dozo.admin.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.archive.Foundation;
import dozo.admin.server.Server;
import dozo.admin.testing.Commands;
import dozo.admin.testing.ServerProcess;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.config.ConfigurationFile;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A running server, in this process or in one of its own, of which disks, database or clock fail, and what a modality, a viewer
 * and an administrator see of it.
 */
final class FaultyHouse implements AutoCloseable {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final Path config;
    private final Map<Uid, byte[]> acknowledged = new ConcurrentHashMap<>();
    private Running running;

    /** What runs, and how it is stopped. */
    private record Running(int port, Stop stop) {

        static Running of(Server server) {
            return new Running(server.port(), server::close);
        }
    }

    @FunctionalInterface
    private interface Stop {
        void run() throws Exception;
    }

    private FaultyHouse(Path config, Running running) {
        this.config = config;
        this.running = running;
    }

    /** Prepares a volume at a path that exists. */
    static void initialise(Path volume, String name) throws Exception {
        VolumeInitialisation.initialise(new NioDisk(volume), name);
    }

    /** Starts one in {@code directory}. @param settings further lines of its configuration */
    static FaultyHouse start(Path directory, String settings, Foundation foundation) throws Exception {
        Path config = configure(directory, 0, settings);
        return new FaultyHouse(config, Running.of(Server.start(ConfigurationFile.read(config), foundation)));
    }

    static FaultyHouse start(Path directory, String settings) throws Exception {
        return start(directory, settings, Foundation.of(Clock.systemUTC()));
    }

    /** Starts {@code dozo serve} in a process of its own. */
    static FaultyHouse startProcess(Path directory, String settings) throws Exception {
        int port = Ports.free();
        Path config = configure(directory, port, settings);
        ServerProcess process = ServerProcess.start(config);
        return new FaultyHouse(config, new Running(port, process::terminate));
    }

    private static Path configure(Path directory, int port, String settings) throws Exception {
        return Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = %d, known-only = false, time-outs { drain = 1s } }
                storage { high-water = "100%%", low-water = "99%%" }
                %s
                """
                        .formatted(port, settings));
    }

    /** Stops the server and starts none. */
    void stop() throws Exception {
        running.stop().run();
    }

    /** Stops the server and starts one in this process on a sound foundation. */
    void restart() throws Exception {
        stop();
        running = Running.of(Server.start(ConfigurationFile.read(config), Clock.systemUTC()));
    }

    RemoteAe remote() {
        return new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", running.port());
    }

    Scu scu() {
        return new Scu(remote());
    }

    /** Sends a new image. @return the status; what is answered with Success must be there from then on */
    int store() throws Exception {
        return store(Instances.ct());
    }

    int store(Instances image) throws Exception {
        Uid instance = image.build().uid(Tag.SOPInstanceUID).orElseThrow();
        byte[] encoded = image.encode(SYNTAX);
        int status = scu().tryToStore(Instances.CT, instance, SYNTAX, encoded);
        if (status == DimseStatus.SUCCESS) {
            acknowledged.put(instance, encoded);
        }
        return status;
    }

    /** How many images were answered with Success. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** The final status of a query for all studies. */
    int find() throws Exception {
        return scu().find(InformationModel.STUDY_ROOT.find(), Scu.identifier("STUDY"))
                .status();
    }

    /** Fetches every image that was answered with Success. @return those that did not come, or came with other bytes */
    List<Uid> missing() throws Exception {
        List<Uid> studies = new ArrayList<>();
        scu().find(
                        InformationModel.STUDY_ROOT.find(),
                        Scu.identifier("STUDY", Scu.Key.of(Tag.StudyInstanceUID, new Uid[0])))
                .values(Tag.StudyInstanceUID)
                .forEach(study -> studies.add(new Uid(study)));
        Map<Uid, byte[]> got = studies.isEmpty() ? Map.of() : get(studies);
        return acknowledged.keySet().stream()
                .filter(uid -> !Arrays.equals(acknowledged.get(uid), got.get(uid)))
                .toList();
    }

    private Map<Uid, byte[]> get(List<Uid> studies) throws Exception {
        Scu.Got got = scu().get(
                        InformationModel.STUDY_ROOT.get(),
                        Scu.identifier("STUDY", Scu.Key.of(Tag.StudyInstanceUID, studies.toArray(Uid[]::new))),
                        List.of(ProposedContext.of(Instances.CT, SYNTAX).asScp()));
        return got.dataSets();
    }

    Commands dozo() {
        return new Commands(config);
    }

    /** The state of the first volume, as {@code dozo status} tells it. */
    String volumeState() {
        JsonNode status = dozo().run("status", "--json").json();
        return status.at("/volumes/0/state").asText();
    }

    /** Reads everything back, as {@code dozo verify} does; each object once, and nothing that is not known. */
    void requireSound() {
        JsonNode verified = verify();
        if (verified.get("findings").size() > 0) {
            throw new AssertionError(verified.toString());
        }
    }

    /** What {@code dozo verify} tells, which must be that nobody needs to act. */
    JsonNode verify() {
        return dozo().run("verify", "--json").exits(0).json();
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
