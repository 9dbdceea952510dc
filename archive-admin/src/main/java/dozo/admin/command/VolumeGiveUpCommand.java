package dozo.admin.command;

import dozo.admin.console.ProgressBar;
import dozo.admin.control.OperationChannel;
import dozo.admin.operation.VolumeGiveUp;
import dozo.admin.operation.VolumeGiveUp.Outcome;
import dozo.admin.operation.VolumeGiveUp.Wish;
import dozo.admin.operation.Workplace;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import dozo.storage.integrity.Progress;
import java.io.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo volume give-up}: asks for the number of images that are lost by it before it does it. */
@Command(
        name = "give-up",
        description = "Give up a volume that will never come back and has left the configuration. Images that no other"
                + " volume holds are then listed as lost.")
final class VolumeGiveUpCommand extends CommandBase {

    @Parameters(paramLabel = "VOLUME", description = "Name of the volume.")
    private String name;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
    private String reason;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "-1",
            description = "How many images are known to be lost; asked for when it is left out.")
    private long images;

    @Override
    int execute() throws OperatingFailure {
        try (ProgressBar bar = console().progress();
                OperationChannel<Workplace> channel = ArchiveAccess.open(config(), bar)) {
            long confirmed = images == VolumeGiveUp.ASK ? ask(run(channel, VolumeGiveUp.ASK, bar)) : images;
            show(run(channel, confirmed, bar));
        }
        return DONE;
    }

    private Outcome run(OperationChannel<Workplace> channel, long confirmed, Progress.Listener listener)
            throws OperatingFailure {
        Wish wish = new Wish(name, confirmed, System.getProperty("user.name"), reason);
        return channel.run(new VolumeGiveUp(), wish, listener);
    }

    private long ask(Outcome loss) throws OperatingFailure {
        console()
                .message("On volume " + name + " alone: " + Count.of(loss.images(), "image") + " ("
                        + ByteSize.ofBytes(loss.bytes()) + "). Given up, all of that is lost for good.");
        Console terminal = System.console();
        String typed = terminal == null ? "" : terminal.readLine("Type the number of images to give them up: ");
        if (typed == null || !typed.strip().equals(Long.toString(loss.images()))) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "Not confirmed, so nothing was changed. Type the number of images, or give it with --images "
                            + loss.images() + ".");
        }
        return loss.images();
    }

    private void show(Outcome outcome) {
        if (json()) {
            console().json(outcome);
        } else {
            console()
                    .line("Volume " + name + " is given up. Lost with it: " + Count.of(outcome.images(), "image")
                            + ", which dozo verify lists.");
        }
    }
}
