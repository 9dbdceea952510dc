package dozo.admin.command;

import dozo.admin.archive.Foundation;
import dozo.admin.server.StandingServer;
import dozo.core.failure.OperatingFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * {@code dozo serve}: runs the archive until it is told to stop by SIGTERM or SIGINT. Exit code 0 after an orderly stop, the
 * failure's code when it could not start.
 */
@Command(name = "serve", description = "Run the archive until SIGTERM or Ctrl-C.")
final class ServeCommand extends CommandBase {

    /** How often it is looked whether the server must be started anew. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    @Override
    int execute() throws OperatingFailure {
        StandingServer server = StandingServer.start(config(), Foundation.of(Clock.systemUTC()));
        lookUntilSignal(server);
        return DONE;
    }

    /**
     * The virtual machine ends a process with 128 + signal whatever its hooks do; an orderly stop is no failure, so the hook
     * itself ends it with 0 when everything is closed.
     */
    private static void lookUntilSignal(StandingServer server) {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            Runtime.getRuntime().halt(DONE);
                        },
                        "stop"));
        try {
            while (!never.await(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                server.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
