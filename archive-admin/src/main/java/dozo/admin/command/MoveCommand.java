package dozo.admin.command;

import dozo.admin.console.ProgressBar;
import dozo.admin.scu.Remote;
import dozo.admin.scu.Retriever;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dozo move}: have an AE send instances to another AE (C-MOVE). */
@Command(name = "move", description = "Have an AE send instances to a destination (C-MOVE).")
final class MoveCommand extends CommandBase {

    @Mixin
    private RemoteOptions remoteOptions;

    @Mixin
    private QueryOptions query;

    @Option(
            names = "--destination",
            required = true,
            paramLabel = "TITLE",
            description = "AE title to which the instances are sent; the sending AE must know it.")
    private String destination;

    @Override
    int execute() throws OperatingFailure {
        Remote remote = remoteOptions.remote(config());
        Retriever.Result result;
        try (ProgressBar bar = console().progress()) {
            result = Retriever.move(
                    remote, query.model(), query.selection(), RemoteOptions.title(destination), counts -> {
                        int done = counts.completed() + counts.failed() + counts.warning();
                        bar.update("instances", done, (long) done + counts.remaining(), 0);
                    });
        }
        int sent = result.completed() + result.warning();
        if (json()) {
            console().json(result);
        } else if (sent + result.failed() == 0) {
            console().line(remote.ae() + " has nothing of what was named; nothing was sent.");
        } else {
            console()
                    .line(remote.ae() + " sent " + Count.of(sent, "instance") + " to " + destination + "; "
                            + result.failed() + " failed.");
        }
        return result.fulfilled(sent) ? DONE : FailureCode.Category.PEER.exitCode();
    }
}
