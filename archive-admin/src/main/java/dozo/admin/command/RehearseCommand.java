package dozo.admin.command;

import dozo.core.failure.OperatingFailure;
import picocli.CommandLine.Command;

/**
 * {@code dozo rehearse}: does everything once in an archive that is thrown away. The launcher has the virtual machine keep the
 * classes that this loads, which every later start finds ready.
 */
@Command(
        name = "rehearse",
        description = {
            "Try the program on this machine: in an archive of its own in a temporary directory, store an image, find it,"
                    + " fetch it and compare it. Nothing that is configured is touched.",
            "Whoever may write the program's lib directory makes all later starts faster by this. To be done after each"
                    + " installation and upgrade, of Java too."
        })
final class RehearseCommand extends CommandBase {

    /** The outcome, for {@code --json}. */
    record Rehearsed(int steps) {}

    @Override
    int execute() throws OperatingFailure {
        int steps = Rehearsal.run();
        if (json()) {
            console().json(new Rehearsed(steps));
        } else {
            console().line("An image was stored, found, fetched as it was sent, and verified.");
        }
        return DONE;
    }
}
