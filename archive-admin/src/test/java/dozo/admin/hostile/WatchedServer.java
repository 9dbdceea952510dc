package dozo.admin.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.testing.Commands;
import dozo.admin.testing.EchoProber;
import dozo.admin.testing.ServerProcess;
import dozo.admin.testing.ServerProcess.Allowance;
import dozo.admin.testing.Vitals;
import dozo.core.association.RemoteAe;
import dozo.core.dataset.Tag;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.value.AeTitle;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.VolumeInitialisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.function.Executable;

/**
 * A server process with a small heap and short time-outs, of which everything is measured before anybody harms it: what it
 * holds, and that its store is whole. Between {@link #watch} and {@link #requireUnharmed} an unconcerned client asks for echoes.
 */
final class WatchedServer implements AutoCloseable {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Duration ECHO_LIMIT = Duration.ofSeconds(1);

    /** What classes loaded late and caches leave behind; one forgotten buffer for each of 300 connections is far more. */
    private static final long HEAP_TOLERANCE_BYTES = 6L << 20;

    /** Jars that are opened when a class is first needed. */
    private static final int DESCRIPTOR_TOLERANCE = 3;

    /** For objects to come, while they come quickly: open, and no more on the one volume. */
    private static final int FILES_MADE_AHEAD = 24;

    /** Compilers and collectors of the virtual machine come and go. */
    private static final int THREAD_TOLERANCE = 4;

    /** Words that tell of a defect of the program, and never of a peer's. */
    private static final List<String> DEFECTS =
            List.of("OutOfMemoryError", "StackOverflowError", "by a bug", "a defect of this program", " ERROR ");

    private final Path directory;
    private final ServerProcess process;
    private final Commands dozo;
    private final RemoteAe remote;
    private Vitals before;
    private EchoProber prober;
    private int logRead;

    private WatchedServer(Path directory, ServerProcess process, Commands dozo, RemoteAe remote) {
        this.directory = directory;
        this.process = process;
        this.dozo = dozo;
        this.remote = remote;
    }

    /** Starts one in {@code directory}. @param settings further lines of its configuration */
    static WatchedServer start(Path directory, String settings) throws Exception {
        int port = Ports.free();
        Path config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom {
                  port = %d, known-only = false
                  time-outs {
                    connect = 2s, artim = 2s, accept = 1s, idle = 2s, request = 1s, response = 1s, write = 2s, release = 1s
                  }
                }
                storage { high-water = "100%%", low-water = "99%%" }
                retrieve { retries = 1, retry-delay = 50ms }
                %s
                """
                        .formatted(port, settings));
        Path volume = Files.createDirectories(directory.resolve("data/volumes/local"));
        VolumeInitialisation.initialise(new NioDisk(volume), "local");
        WatchedServer server = new WatchedServer(
                directory,
                ServerProcess.start(config, Allowance.heap(128)),
                new Commands(config),
                new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", port));
        server.warmUp();
        return server;
    }

    /** Has every kind of work done a few times, so that what is loaded on first use is there. */
    private void warmUp() throws Exception {
        for (int i = 0; i < 5; i++) {
            scu().store(Instances.ct().build());
            scu().find(InformationModel.STUDY_ROOT.find(), Scu.identifier("STUDY"));
            Instances unfit = Instances.ct().without(Tag.StudyInstanceUID);
            scu().tryToStore(Instances.CT, Instances.newUid(), EXPLICIT, unfit.encode(EXPLICIT));
        }
        requireWholeStore();
        vitals();
        before = vitals();
    }

    int port() {
        return remote.port();
    }

    Scu scu() {
        return new Scu(remote);
    }

    Commands dozo() {
        return dozo;
    }

    String log() {
        return process.log();
    }

    /** Vitals of now, after a collection. */
    Vitals vitals() {
        return Vitals.of(process.pid());
    }

    /** What it held before anybody harmed it. */
    Vitals before() {
        return before;
    }

    /** Begins to ask for echoes. */
    void watch() {
        logRead = log().length();
        prober = EchoProber.start(remote);
    }

    /** Each echo was answered in time, all that was taken is given back, the store is whole, nobody saw a defect. */
    void requireUnharmed() throws IOException {
        prober.requireAnsweredWithin(ECHO_LIMIT);
        Awaitility.await().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> requireGivenBack(vitals()));
        System.out.println(prober + "; " + vitals());
        String log = log().substring(logRead);
        for (String defect : DEFECTS) {
            assertEquals(-1, log.indexOf(defect), () -> defect + " in the log:\n" + log);
        }
        requireWholeStore();
    }

    /** The threads of its pools, which wait a while for more work, have ended too. */
    void requireThreadsEnded() {
        Awaitility.await()
                .untilAsserted(() ->
                        requireAtMost("threads", before.threads() + THREAD_TOLERANCE, Vitals.threads(process.pid())));
    }

    private void requireGivenBack(Vitals now) {
        assertEquals(before.busy(), now.busy(), () -> before + " became " + now);
        requireAtMost("bytes", before.heapBytes() + HEAP_TOLERANCE_BYTES, now.heapBytes());
        requireAtMost("descriptors", before.descriptors() + DESCRIPTOR_TOLERANCE + FILES_MADE_AHEAD, now.descriptors());
    }

    private static void requireAtMost(String what, long limit, long now) {
        if (now > limit) {
            throw new AssertionError(now + " " + what + ", at most " + limit + " expected");
        }
    }

    /** Every object file belongs to an instance that is found, is as it was received, and no other file lies there. */
    private void requireWholeStore() throws IOException {
        JsonNode verified = dozo.run("verify", "--json").exits(0).json();
        assertEquals(0, verified.get("findings").size(), verified::toString);
        assertEquals(
                verified.get("copies").asLong(),
                TestVolumes.filesBelow(directory.resolve("data/volumes/local/objects"))
                        .size(),
                "object files");
    }

    /** Does this while the process is stopped, which then goes on. */
    void whileStopped(Executable work) throws Throwable {
        process.whileStopped(work);
    }

    /** How many instances and versions of instances it holds. */
    long objects() {
        return dozo.run("verify", "--json").exits(0).json().get("objects").asLong();
    }

    /** How many data sets lie in quarantine. */
    int quarantined() {
        return dozo.run("quarantine", "list", "--json")
                .exits(0)
                .json()
                .get("total")
                .asInt();
    }

    @Override
    public void close() {
        if (prober != null) {
            prober.close();
        }
        process.close();
    }
}
