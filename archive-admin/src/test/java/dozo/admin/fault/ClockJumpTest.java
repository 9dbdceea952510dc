package dozo.admin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.archive.Foundation;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Patience;
import dozo.core.value.Uid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that cannot be trusted, as after a dead battery or a wrong time server, under a whole server. */
class ClockJumpTest {

    /** More than run at once, so that some wait. */
    private static final int VIEWERS = 8;

    @TempDir
    Path directory;

    @BeforeEach
    void initialise() throws Exception {
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("data/volumes/local")), "local");
    }

    /** Each time it is asked it is days before or behind what it said last. */
    private static final class LeapingClock extends Clock {

        private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
        private static final int[] DAYS = {0, 3, -2, 400, -30};

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Instant instant() {
            int number = asked.getAndIncrement();
            return NOON.plus(Duration.ofDays(DAYS[number % DAYS.length])).plusMillis(number);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Time-outs go by what has passed, not by what the clock says; days of receipt are wrong and nothing else is. */
    @Test
    void imagesAreStoredFoundFetchedAndFiledAgainWhateverTheClockSays() throws Exception {
        try (FaultyHouse house = FaultyHouse.start(directory, "", Foundation.of(new LeapingClock()))) {
            for (int i = 0; i < 12; i++) {
                assertEquals(DimseStatus.SUCCESS, house.store());
                assertEquals(DimseStatus.SUCCESS, house.find());
            }
            assertEquals(List.of(), house.missing());
            try (Stream<Path> years = Files.list(directory.resolve("data/volumes/local/objects"))) {
                assertTrue(years.count() > 1, "the clock did not leap");
            }
            house.requireSound();
            house.restart();
            assertEquals(List.of(), house.missing());
            house.dozo().run("reindex").exits(0);
            assertEquals(List.of(), house.missing());
            assertEquals(
                    12,
                    house.dozo().run("status", "--json").json().get("instances").asInt());
            house.requireSound();
        }
    }

    /** How long it has waited does not follow from the clock either. */
    @Test
    void whoWaitsForItsTurnIsServedWhateverTheClockSays() throws Exception {
        String oneAtATime = "query.max-concurrent = 1\nretrieve.max-concurrent = 1\n";
        try (FaultyHouse house = FaultyHouse.start(directory, oneAtATime, Foundation.of(new LeapingClock()))) {
            for (int i = 0; i < 12; i++) {
                assertEquals(DimseStatus.SUCCESS, house.store());
            }
            List<CompletableFuture<List<Uid>>> viewers = new ArrayList<>();
            for (int i = 0; i < VIEWERS; i++) {
                viewers.add(CompletableFuture.supplyAsync(() -> missing(house)));
            }
            for (CompletableFuture<List<Uid>> viewer : viewers) {
                assertEquals(List.of(), viewer.get(Patience.SECONDS, TimeUnit.SECONDS));
            }
        }
    }

    private static List<Uid> missing(FaultyHouse house) {
        try {
            return house.missing();
        } catch (Exception e) {
            throw new IllegalStateException("not answered", e);
        }
    }
}
