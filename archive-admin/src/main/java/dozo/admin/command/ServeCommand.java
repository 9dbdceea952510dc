package dozo.admin.command;

import dozo.admin.archive.Ending;
import dozo.admin.archive.Foundation;
import dozo.admin.server.StandingServer;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * {@code dozo serve}: runs the archive until it is told to stop by SIGTERM or SIGINT. Exit code 0 after an orderly stop, the
 * failure's code when it could not start, or when not all of it had ended by the bound of the stop.
 */
@Command(name = "serve", description = "Run the archive until SIGTERM or Ctrl-C.")
final class ServeCommand extends CommandBase {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    /** How often it is looked whether the server must be started anew. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    /** Behind the bound of the stop, to say what is stuck: standard output can be stuck, too. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    @Override
    int execute() throws OperatingFailure {
        return run(config(), Foundation.of(Clock.systemUTC()));
    }

    /** Returns only when the process must end; how it ends is decided by the hook. */
    static int run(DozoConfig config, Foundation foundation) throws OperatingFailure {
        StandingServer server = StandingServer.start(config, foundation);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, config.stopTimeOut()), "stop"));
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (server.look()) {
                never.await(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return DONE;
    }

    /**
     * The virtual machine ends a process with 128 + signal whatever its hooks do; an orderly stop is no failure, so the hook
     * itself ends it when everything is closed. It does nothing else that could be stuck.
     */
    private static void end(StandingServer server, Duration bound) {
        AtomicInteger code =
                new AtomicInteger(FailureCode.STOP_OVERDUE.category().exitCode());
        Ending.begin("server", () -> code.set(stop(server))).await(bound).await(LAST_WORDS);
        Runtime.getRuntime().halt(code.get());
    }

    private static int stop(StandingServer server) {
        try {
            server.stop();
            return DONE;
        } catch (OperatingFailure e) {
            LOG.error("DOZO-{} {}", e.code().number(), e.getMessage());
            return e.code().category().exitCode();
        }
    }
}
