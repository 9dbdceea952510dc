package dozo.admin.crash;

import dozo.core.config.IndexConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrashH2Test extends CrashContract {

    private static final int MOMENTS = Integer.getInteger("dozo.crash.moments", 1);

    @Override
    IndexConfig database(Path directory) {
        return IndexConfig.defaults(directory.resolve("data"));
    }

    @Override
    float share() {
        return 0.1f;
    }

    /** All of them: a peer deletes its images on the word of this service, and each step takes one start and no more. */
    @Override
    float commitmentShare() {
        return ALL;
    }

    /** However far it is, by the clock and not by a step: what opens and migrates the database has no name. */
    @Test
    void startsInTheEndWhenKilledAtAnyMomentOfItsStart() throws Exception {
        drill((site, random) -> {
            site.expose(3);
            site.server().kill();
            site.awaitDeath();
            for (int i = 0; i < MOMENTS; i++) {
                VictimProcess next = site.launch();
                long millis = 300L + random.nextInt(2500);
                site.tell("killed " + millis + " ms into its start");
                next.send("start");
                next.diesWithin(millis);
                next.kill();
                site.awaitDeath();
            }
            site.start();
            site.sendTheRest();
        });
    }

    /** The disk has no room left in the middle of something, and the process dies over that. */
    @Test
    void keepsWhatItAnsweredForWhenTheDiskIsFullAndItIsKilledThen() throws Exception {
        drill((site, random) -> {
            for (FullDiskStep step : steps(FullDiskStep.values(), ALL, random)) {
                site.expose(3);
                site.server().room(random.nextInt(FullDiskStep.ROOM_BYTES_MAX));
                site.arm(step.draw(random));
                site.exposeUntilDeath();
                site.comeBack();
            }
            site.sendTheRest();
        });
    }
}
