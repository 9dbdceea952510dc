package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log, once, when a volume breaks down and when it recovers: an archive whose next store group takes over goes on
 * without any refusal that would show it. Thread-safe.
 */
final class VolumeWatch {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeWatch.class);

    /** What may be wrong with a volume, each apart from the others. */
    enum Aspect {
        PRESENCE("is there again"),
        WRITES("takes writes again"),
        ROOM("has room again");

        private final String recovery;

        Aspect(String recovery) {
            this.recovery = recovery;
        }
    }

    private final String name;
    private final Set<Aspect> broken = EnumSet.noneOf(Aspect.class);
    private final AtomicLong absences = new AtomicLong();

    VolumeWatch(String name) {
        this.name = name;
    }

    void broken(Aspect aspect, OperatingFailure failure) {
        if (change(aspect, true)) {
            if (aspect == Aspect.PRESENCE) {
                wasAway();
            }
            LOG.error("DOZO-{} {}", failure.code().number(), failure.getMessage());
        }
    }

    void sound(Aspect aspect) {
        if (change(aspect, false)) {
            LOG.info("Volume {} {}.", name, aspect.recovery);
        }
    }

    /** Takes note that whatever is there from now on need not be as it was left. */
    void wasAway() {
        absences.incrementAndGet();
    }

    /** How often the volume was found away, or taken away on purpose. */
    long absences() {
        return absences.get();
    }

    private synchronized boolean change(Aspect aspect, boolean isBroken) {
        return isBroken ? broken.add(aspect) : broken.remove(aspect);
    }
}
