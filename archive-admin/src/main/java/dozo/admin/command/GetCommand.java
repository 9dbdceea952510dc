package dozo.admin.command;

import dozo.admin.console.ProgressBar;
import dozo.admin.scu.Downloads;
import dozo.admin.scu.Remote;
import dozo.admin.scu.Retriever;
import dozo.core.dataset.Attributes;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dozo get}: fetch instances into files (C-GET). */
@Command(name = "get", description = "Fetch instances from an AE into files (C-GET), byte for byte.")
final class GetCommand extends CommandBase {

    @Mixin
    private RemoteOptions remoteOptions;

    @Mixin
    private QueryOptions query;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where to write the files; made when missing, and no file in it is overwritten.")
    private Path out;

    /** The outcome, for {@code --json}. */
    record Fetched(long files, long bytes, int failed, String directory) {}

    @Override
    int execute() throws OperatingFailure {
        Remote remote = remoteOptions.remote(config());
        Attributes selection = query.selection();
        createDirectory();
        Downloads downloads = new Downloads(out);
        Retriever.Result result;
        try (ProgressBar bar = console().progress()) {
            result = Retriever.get(
                    remote,
                    query.model(),
                    query.effectiveLevel(),
                    selection,
                    downloads,
                    counts -> bar.update(
                            "instances", downloads.files(), downloads.files() + counts.remaining(), downloads.bytes()));
        }
        if (json()) {
            console().json(new Fetched(downloads.files(), downloads.bytes(), result.failed(), out.toString()));
        } else {
            console().line(describe(remote, downloads, result.failed()));
        }
        return result.fulfilled(downloads.files()) ? DONE : FailureCode.Category.PEER.exitCode();
    }

    private String describe(Remote remote, Downloads downloads, int failed) {
        if (downloads.files() + failed == 0) {
            return remote.ae() + " has nothing of what was named; nothing was fetched.";
        }
        return "Fetched " + Count.of(downloads.files(), "instance") + " (" + ByteSize.ofBytes(downloads.bytes())
                + ") from " + remote.ae() + " into " + out + "; " + failed + " failed.";
    }

    private void createDirectory() throws OperatingFailure {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR, "Cannot make the directory " + out + ". Nothing was fetched.", e);
        }
    }
}
