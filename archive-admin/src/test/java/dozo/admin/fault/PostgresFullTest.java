package dozo.admin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.admin.testing.EchoProber;
import dozo.core.dimse.DimseStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The disk below the tables of a PostgreSQL server is full while the volumes have room. The server refuses what needs a new page
 * and goes on; so does the archive, and nobody has to do more than to make room.
 */
class PostgresFullTest {

    private final Logger log = (Logger) LoggerFactory.getLogger("dozo.storage.ingest");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    Path directory;

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(lines);
    }

    @Test
    void imagesAreRefusedWhileThereIsNoRoomAndStoredAgainWhenThereIs() throws Exception {
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("data/volumes/local")), "local");
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectories(directory.resolve("tables")), "size=64m");
                EmbeddedPostgres database = database(disk.path());
                FaultyHouse house = FaultyHouse.start(directory, settings(database));
                EchoProber prober = EchoProber.start(house.remote())) {
            try (BusyModality modality = BusyModality.start(house, "roomy")) {
                modality.awaitIn("roomy", DimseStatus.SUCCESS);

                modality.enter("full");
                disk.fill();
                modality.awaitIn("full", DimseStatus.OUT_OF_RESOURCES);
                modality.awaitIn("still full", DimseStatus.OUT_OF_RESOURCES);
                assertEquals(Set.of(DimseStatus.OUT_OF_RESOURCES), modality.heardIn("still full"));
                assertEquals(DimseStatus.SUCCESS, house.find());
                assertEquals(List.of(), house.missing());

                disk.empty();
                modality.awaitIn("roomy again", DimseStatus.SUCCESS);
                assertEquals(Set.of(DimseStatus.SUCCESS), modality.heardIn("roomy"));
            }
            prober.requireAnsweredWithin(Duration.ofSeconds(1));
            assertEquals(List.of(), house.missing());
            house.requireSound();
        }
        requireTold("DOZO-1101", "no room left");
    }

    /** An empty database whose tables, indexes and lists of tables lie below {@code tables}; the server's log lies elsewhere. */
    private EmbeddedPostgres database(Path tables) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create tablespace small location '" + tables + "'");
            statement.execute("create database archive tablespace small encoding 'UTF8' template template0");
        }
        return server;
    }

    private static String settings(EmbeddedPostgres database) {
        return "database { url = \"jdbc:postgresql://localhost:" + database.getPort()
                + "/archive\", user = \"postgres\" }";
    }

    private void requireTold(String... parts) {
        List<String> told =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertTrue(told.stream().anyMatch(line -> List.of(parts).stream().allMatch(line::contains)), told::toString);
    }
}
