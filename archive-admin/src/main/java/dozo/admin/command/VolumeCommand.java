package dozo.admin.command;

import dozo.admin.archive.DataDirectory;
import dozo.admin.console.Table;
import dozo.admin.control.Operation;
import dozo.admin.operation.Nothing;
import dozo.admin.operation.VolumeList;
import dozo.admin.operation.VolumeList.VolumeRow;
import dozo.admin.operation.VolumeList.Volumes;
import dozo.admin.operation.VolumeReplace;
import dozo.admin.operation.VolumeSet;
import dozo.admin.operation.VolumeSet.Done;
import dozo.admin.operation.VolumeSet.Wish;
import dozo.admin.operation.Workplace;
import dozo.core.config.StorageConfig.VolumeConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeInitialisation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo volume}: where objects rest. */
@Command(
        name = "volume",
        description = "Volumes: list them, make new ones, take them out of use and back.",
        subcommands = {
            VolumeCommand.ListThem.class,
            VolumeCommand.Init.class,
            VolumeCommand.Replace.class,
            VolumeGiveUpCommand.class,
            VolumeCommand.Drain.class,
            VolumeCommand.Offline.class,
            VolumeCommand.Online.class
        })
final class VolumeCommand extends CommandGroup {

    static Table table(List<VolumeRow> volumes) {
        Table table = new Table()
                .text("Group")
                .text("Volume")
                .text("State")
                .number("Used")
                .number("Free")
                .text("Path");
        for (VolumeRow volume : volumes) {
            boolean known = volume.totalBytes() > 0;
            table.row(
                    volume.group(),
                    volume.name(),
                    volume.state().toLowerCase(Locale.ROOT).replace('_', '-'),
                    known
                            ? String.format(
                                    Locale.ROOT,
                                    "%.1f %%",
                                    100.0 * (volume.totalBytes() - volume.freeBytes()) / volume.totalBytes())
                            : "",
                    known ? ByteSize.ofBytes(volume.freeBytes()).toString() : "",
                    volume.path());
        }
        return table;
    }

    /** {@code dozo volume list}. */
    @Command(name = "list", description = "Show the volumes, their states, and how full they are.")
    static final class ListThem extends OperationCommand<Nothing, Volumes> {

        @Override
        Operation<Workplace, Nothing, Volumes> operation() {
            return new VolumeList();
        }

        @Override
        Nothing request() {
            return new Nothing();
        }

        @Override
        void show(Volumes answer) {
            console().table(table(answer.volumes()), "No volumes are configured.");
        }
    }

    /** {@code dozo volume init}: a directory becomes a volume. Needs no open archive. */
    @Command(
            name = "init",
            description = "Make the empty directory of a configured volume a volume: write its identity into it.")
    static final class Init extends CommandBase {

        @Parameters(paramLabel = "VOLUME", description = "Name of a volume in the configuration.")
        private String name;

        @Option(names = "--mkdir", description = "Make the directory when it is missing. Not for mount points.")
        private boolean mkdir;

        /** The outcome, for {@code --json}. */
        record Made(String name, String id, String path) {}

        @Override
        int execute() throws OperatingFailure {
            VolumeConfig volume = config().storage().groups().stream()
                    .flatMap(group -> group.volumes().stream())
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new OperatingFailure(
                            FailureCode.CONFIGURATION_INVALID,
                            "There is no volume \"" + name + "\" in " + configFile() + ". Nothing was made."));
            DataDirectory.requireOwn(config().dataDirectory());
            if (mkdir) {
                DataDirectory.make(config().dataDirectory());
                makeDirectory(volume);
            }
            VolumeId id = VolumeInitialisation.initialise(new NioDisk(volume.path()), name);
            if (json()) {
                console().json(new Made(name, id.toString(), volume.path().toString()));
            } else {
                console().line("Volume " + name + " is made at " + volume.path() + ", identity " + id + ".");
            }
            return DONE;
        }

        private static void makeDirectory(VolumeConfig volume) throws OperatingFailure {
            try {
                Files.createDirectories(volume.path());
            } catch (IOException e) {
                throw new OperatingFailure(
                        FailureCode.DISK_ERROR, "Cannot make " + volume.path() + ". Nothing was made.", e);
            }
        }
    }

    /** {@code dozo volume replace}. */
    @Command(
            name = "replace",
            description = "Accept the disk that is there now in place of the one that was the volume before.")
    static final class Replace extends OperationCommand<VolumeReplace.Wish, VolumeReplace.Done> {

        @Parameters(paramLabel = "VOLUME", description = "Name of the volume.")
        private String name;

        @Override
        Operation<Workplace, VolumeReplace.Wish, VolumeReplace.Done> operation() {
            return new VolumeReplace();
        }

        @Override
        VolumeReplace.Wish request() {
            return new VolumeReplace.Wish(name);
        }

        @Override
        void show(VolumeReplace.Done done) {
            console()
                    .line("Volume " + done.name() + " has the identity " + done.id() + " from now on. A running"
                            + " archive fills it by itself: dozo status tells how far it is.");
        }
    }

    /** Sets the state of a volume. */
    @Command
    abstract static class Set extends OperationCommand<Wish, Done> {

        @Parameters(paramLabel = "VOLUME", description = "Name of the volume.")
        private String name;

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
        private String reason;

        abstract String state();

        @Override
        final Operation<Workplace, Wish, Done> operation() {
            return new VolumeSet();
        }

        @Override
        final Wish request() {
            return new Wish(name, state(), System.getProperty("user.name"), reason);
        }

        @Override
        final void show(Done done) {
            console()
                    .line("Volume " + done.name() + " was " + done.before().toLowerCase(Locale.ROOT) + ", is now "
                            + done.after().toLowerCase(Locale.ROOT) + "."
                            + (done.journaled()
                                    ? ""
                                    : " No group takes writes now: it is recorded on the volume alone."));
        }
    }

    /** {@code dozo volume drain}. */
    @Command(name = "drain", description = "Write nothing more to a volume; it is still read. Survives restarts.")
    static final class Drain extends Set {
        @Override
        String state() {
            return "DRAINING";
        }
    }

    /** {@code dozo volume offline}. */
    @Command(
            name = "offline",
            description = "Do not use a volume at all, to take it away for a while. Survives restarts.")
    static final class Offline extends Set {
        @Override
        String state() {
            return "OFFLINE";
        }
    }

    /** {@code dozo volume online}. */
    @Command(name = "online", description = "Use a volume again that was drained or taken offline.")
    static final class Online extends Set {
        @Override
        String state() {
            return "ONLINE";
        }
    }
}
