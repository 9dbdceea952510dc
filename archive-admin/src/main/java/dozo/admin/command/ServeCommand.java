package dozo.admin.command;

import dozo.admin.server.Server;
import dozo.admin.server.StartReport;
import dozo.core.failure.OperatingFailure;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * {@code dozo serve}: runs the archive until it is told to stop by SIGTERM or SIGINT. Exit code 0 after an orderly stop, the
 * failure's code when it could not start.
 */
@Command(name = "serve", description = "Run the archive until SIGTERM or Ctrl-C.")
final class ServeCommand extends CommandBase {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Override
    int execute() throws OperatingFailure {
        Server server = Server.start(config(), Clock.systemUTC());
        StartReport report = server.report();
        report.lines().forEach(LOG::info);
        if (!report.isSound()) {
            LOG.warn("The archive serves, but something needs an operator: see above, and `dozo status`");
        }
        awaitSignal(server);
        return DONE;
    }

    /**
     * The virtual machine ends a process with 128 + signal whatever its hooks do; an orderly stop is no failure, so the hook
     * itself ends it with 0 when everything is closed.
     */
    private static void awaitSignal(Server server) {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            Runtime.getRuntime().halt(DONE);
                        },
                        "stop"));
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
