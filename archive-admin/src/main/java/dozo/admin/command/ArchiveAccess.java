package dozo.admin.command;

import dozo.admin.archive.Foundation;
import dozo.admin.control.ControlClient;
import dozo.admin.control.OperationChannel;
import dozo.admin.operation.LocalChannel;
import dozo.admin.operation.Workplace;
import dozo.core.config.DozoConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import java.time.Clock;
import java.util.Optional;

/** The way to this node's archive: the running server, else the archive opened in this process. */
final class ArchiveAccess {

    private ArchiveAccess() {}

    /**
     * Opens the way, to be closed by the caller.
     *
     * @param listener is told how far opening is, when it is opened here
     * @throws OperatingFailure when this user may not reach the server, or the archive cannot be opened
     */
    static OperationChannel<Workplace> open(DozoConfig config, Progress.Listener listener) throws OperatingFailure {
        Optional<ControlClient<Workplace>> server =
                ControlClient.to(config.control().socket());
        if (server.isPresent()) {
            return server.get();
        }
        return LocalChannel.open(config, Foundation.of(Clock.systemUTC()), listener);
    }
}
