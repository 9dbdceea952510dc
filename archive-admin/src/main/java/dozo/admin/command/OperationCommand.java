package dozo.admin.command;

import dozo.admin.console.ProgressBar;
import dozo.admin.control.Operation;
import dozo.admin.control.OperationChannel;
import dozo.admin.operation.Workplace;
import dozo.core.failure.OperatingFailure;
import picocli.CommandLine.Command;

/**
 * A command that has one operation done, by the running server or in this process.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
@Command
abstract class OperationCommand<Q extends Record, A extends Record> extends CommandBase {

    abstract Operation<Workplace, Q, A> operation();

    abstract Q request() throws OperatingFailure;

    /** Shows the answer to a person. */
    abstract void show(A answer);

    /** The exit code that the answer calls for. */
    int exitCode(A answer) {
        return DONE;
    }

    @Override
    final int execute() throws OperatingFailure {
        Q request = request();
        try (ProgressBar bar = console().progress();
                OperationChannel<Workplace> channel = ArchiveAccess.open(config(), bar)) {
            A answer = channel.run(operation(), request, bar);
            // Before the channel closes: should that fail, it was done all the same.
            bar.close();
            print(answer);
            return exitCode(answer);
        }
    }

    private void print(A answer) {
        if (json()) {
            console().json(answer);
        } else {
            show(answer);
        }
    }
}
