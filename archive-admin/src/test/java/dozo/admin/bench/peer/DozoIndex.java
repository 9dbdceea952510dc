package dozo.admin.bench.peer;

import dozo.core.config.IndexConfig;
import dozo.core.config.Secret;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.testing.IndexFiller;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Makes the index of an archive that is not running, and fills it past the program. */
final class DozoIndex {

    private static final int POOL = 4;

    private DozoIndex() {}

    static void fillH2(Place place, IndexFiller filler) throws IOException, SQLException {
        fill("jdbc:h2:file:" + place.file("data/index/dozo"), "dozo", filler);
    }

    static void fillPostgres(Place place, IndexFiller filler) throws IOException, SQLException {
        try (PostgresServer database = PostgresServer.start(place)) {
            fill(database.url(), PostgresServer.USER, filler);
        }
    }

    private static void fill(String url, String user, IndexFiller filler) throws IOException, SQLException {
        IndexConfig config = new IndexConfig(url, user, Secret.NONE, POOL, Duration.ofSeconds(10));
        try (ArchiveIndex index = ArchiveIndex.open(config, IndexLimits.defaults(), Clock.systemUTC())) {
            // Opening it has made the tables.
            index.epoch();
        } catch (dozo.core.failure.OperatingFailure e) {
            throw new IOException("the index cannot be opened", e);
        }
        filler.fill(config);
    }
}
