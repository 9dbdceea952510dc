package dozo.admin.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.testing.Commands;
import dozo.admin.testing.Image;
import dozo.admin.testing.Modality;
import dozo.core.association.RemoteAe;
import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.testing.Ports;
import dozo.core.value.AeTitle;
import dozo.qr.testing.Scu;
import dozo.storage.testing.CommitmentScu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * One archive, on a primary and a mirror, whose server dies again and again, and those who use it: a modality that remembers
 * what it sent, and a peer that asks for Storage Commitment. Closed by its test.
 */
final class CrashSite implements AutoCloseable {

    static final AeTitle COMMITMENT_SCU = new AeTitle("COMMIT-SCU");

    private static final int ASSOCIATIONS = 3;

    private final long seed;
    private final Path config;
    private final Memory memory;
    private final Scu archive;
    private final RemoteAe archiveAe;
    private final int reportPort;
    private final CommitmentScu commitmentScu = new CommitmentScu(COMMITMENT_SCU);
    private VictimProcess server;
    private String last = "the first start";
    private int deaths;

    CrashSite(Path directory, IndexConfig database, long seed) throws IOException {
        this.seed = seed;
        int port = Ports.free();
        this.reportPort = Ports.free();
        this.config = Files.writeString(
                directory.resolve("dozo.conf"), configuration(directory.resolve("data"), database, port));
        for (String volume : List.of("primary", "mirror")) {
            new Commands(config).run("volume", "init", volume, "--mkdir").exits(0);
        }
        this.memory = new Memory(new Random(seed));
        this.archiveAe = new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", port);
        this.archive = new Scu(archiveAe);
    }

    private String configuration(Path data, IndexConfig database, int port) {
        return """
                data-directory = "%s"
                database { url = "%s", user = "%s" }
                dicom { port = %d, known-only = false }
                dicom { time-outs { artim = 10m, request = 10m, write = 10m } } # a machine may stand still
                ae = [{ title = "%s", host = "127.0.0.1", port = %d }]
                storage {
                  groups = [{ name = "main", volumes = [
                    { name = "primary", path = ${data-directory}"/primary" }
                    { name = "mirror", path = ${data-directory}"/mirror" } ] }]
                  high-water = "100%%", low-water = "99%%"
                }
                commitment { retry-delay = 200ms, retry-delay-max = 1s }
                """
                .formatted(data, database.url(), database.user(), port, COMMITMENT_SCU, reportPort);
    }

    /** Starts the server, which is to serve. */
    void start() throws IOException, InterruptedException {
        launch();
        assertTrue(server.start(), () -> when() + server.log());
    }

    /** Starts the process, the server in it not yet. */
    VictimProcess launch() throws IOException {
        server = VictimProcess.launch(config);
        return server;
    }

    VictimProcess server() {
        return server;
    }

    /** Has it die there. */
    void arm(CrashPoint point) throws InterruptedException {
        last = "killed " + point;
        server.arm(point);
    }

    /** Says what happens, for messages. */
    void tell(String what) {
        last = what;
    }

    /** Waits for the death, starts anew, and looks at everything; then what had no answer is sent again. */
    void comeBack() throws Exception {
        awaitDeath();
        start();
        inspect();
    }

    /** Waits until the process has been killed. */
    void awaitDeath() throws InterruptedException {
        server.awaitKilled(this::when);
        deaths++;
    }

    void inspect() throws OperatingFailure {
        new Inspection(archive, memory, when()).run();
    }

    /** Sends what was never answered for, as a modality does, and demands Success. */
    void sendTheRest() throws InterruptedException, ExecutionException, OperatingFailure {
        Modality.store(archive, memory.unanswered(), ASSOCIATIONS, memory::note);
        assertTrue(memory.unanswered().isEmpty(), when());
        inspect();
    }

    /** Makes images and sends them over several associations. */
    void expose(int images) throws InterruptedException, ExecutionException {
        List<Image> exposed = memory.expose(images);
        Modality.store(archive, exposed, ASSOCIATIONS, memory::note);
    }

    /** Makes and sends images until the armed process dies of it. */
    void exposeUntilDeath() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 5 && server.isAlive(); round++) {
            expose(9);
        }
        assertTrue(
                server.diesWithin(Patience.LONG.toMillis()),
                () -> "never reached, is the step still called so? " + when() + server.log());
    }

    Memory memory() {
        return memory;
    }

    Scu archive() {
        return archive;
    }

    RemoteAe archiveAe() {
        return archiveAe;
    }

    CommitmentScu commitmentScu() {
        return commitmentScu;
    }

    void listenForReports() throws OperatingFailure {
        commitmentScu.listen(reportPort);
    }

    Commands commands() {
        return new Commands(config);
    }

    /** What to repeat a failure with. */
    String when() {
        return last + ", death " + deaths + ", -Ddozo.crash.seed=" + seed;
    }

    @Override
    public void close() {
        commitmentScu.close();
        if (server != null) {
            server.close();
        }
    }
}
