package dozo.admin.server;

import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import dozo.storage.integrity.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log now and then how far a long start is: with a lost database every journal is applied before the first
 * association is accepted, which can take hours. A short start says nothing. Used by one thread.
 */
final class ProgressLog implements Progress.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Clock clock;
    private Instant due;

    ProgressLog(Clock clock) {
        this.clock = clock;
        this.due = clock.instant().plus(INTERVAL);
    }

    @Override
    public void progressed(Progress progress) {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(INTERVAL);
        LOG.info(
                "Starting, not serving yet: {}, {}, {} read",
                progress.step(),
                objects(progress),
                ByteSize.ofBytes(progress.bytes()));
    }

    private static String objects(Progress progress) {
        return progress.objectsExpected() < progress.objects()
                ? Count.of(progress.objects(), "object").toString()
                : progress.objects() + " of " + Count.of(progress.objectsExpected(), "object");
    }
}
