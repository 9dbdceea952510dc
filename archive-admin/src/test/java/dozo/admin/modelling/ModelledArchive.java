package dozo.admin.modelling;

import dozo.admin.archive.Foundation;
import dozo.admin.server.Server;
import dozo.admin.testing.Commands;
import dozo.core.association.RemoteAe;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.DozoConfig;
import dozo.core.value.AeTitle;
import dozo.qr.testing.Scu;
import dozo.qr.testing.TestDestination;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.testing.TestDatabase;
import dozo.storage.volume.CrashingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The whole server in this process, on a primary and a mirror that remember what was forced, so that its power can be cut.
 * Closed by its test.
 */
final class ModelledArchive implements AutoCloseable {

    private final Path file;
    private final DozoConfig config;
    private final TestDestination destination;
    private final Map<Path, CrashingDisk> disks = new ConcurrentHashMap<>();
    private Server server;

    ModelledArchive(Path directory) throws Exception {
        this.destination = TestDestination.start();
        this.file = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = 0, known-only = false }
                dicom { time-outs { drain = 1s, artim = 10m, request = 10m, write = 10m } } # a machine may stand still
                ae = [{ title = "%s", host = "127.0.0.1", port = %d }]
                storage {
                  groups = [{ name = "main", volumes = [
                    { name = "primary", path = "primary" }
                    { name = "mirror", path = "mirror" } ] }]
                  high-water = "100%%", low-water = "99%%"
                }
                """
                        .formatted(TestDestination.TITLE, destination.remote().port()));
        this.config = ConfigurationFile.read(file);
        for (String volume : List.of("primary", "mirror")) {
            commands().run("volume", "init", volume, "--mkdir").exits(0);
        }
        start();
    }

    void start() throws Exception {
        disks.clear();
        Foundation foundation = new Foundation(
                Clock.systemUTC(), path -> disks.computeIfAbsent(path, CrashingDisk::new), ArchiveIndex::open);
        server = Server.start(config, foundation);
    }

    /** Stops in order. */
    void stop() {
        server.close();
    }

    /** Has one of the disks go at its {@code operation}th change from now, as the first to notice that the power goes. */
    void cutPowerAt(int operation, Random random) {
        List<CrashingDisk> all = List.copyOf(disks.values());
        all.get(random.nextInt(all.size())).cutPowerAt(operation);
    }

    /**
     * The power is off, at the latest now: nothing that was not forced is sure to be there, of the database nothing that
     * it had not written by itself.
     */
    void crash(Random random) throws IOException, SQLException {
        disks.values().forEach(disk -> disk.cutPowerAt(1));
        TestDatabase.cutPower(config.database());
        server.close();
        for (CrashingDisk disk : disks.values()) {
            disk.crash(random);
        }
    }

    Scu scu() {
        return new Scu(new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port()));
    }

    /** Where C-MOVE sends. */
    TestDestination destination() {
        return destination;
    }

    /** Commands, which reach this server by its control socket. */
    Commands commands() {
        return new Commands(file);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        destination.close();
    }
}
