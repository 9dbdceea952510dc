package dozo.admin.command;

import dozo.admin.console.ProgressBar;
import dozo.admin.console.Table;
import dozo.admin.scu.FileScan;
import dozo.admin.scu.FileScanner;
import dozo.admin.scu.Remote;
import dozo.admin.scu.SendReport;
import dozo.admin.scu.Sender;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo send}: DICOM files to an AE, byte for byte. */
@Command(name = "send", description = "Send DICOM files and directories to an AE (C-STORE), byte for byte.")
final class SendCommand extends CommandBase {

    private static final int FAILURES_SHOWN = 20;

    @Mixin
    private RemoteOptions remoteOptions;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or directories with all below them.")
    private List<Path> paths;

    @Option(
            names = "--associations",
            paramLabel = "N",
            defaultValue = "1",
            description = "Associations at once, 1 to 16. Default: ${DEFAULT-VALUE}.")
    private int associations;

    @Override
    int execute() throws OperatingFailure {
        if (associations < 1 || associations > 16) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID, "--associations must be from 1 to 16. Nothing was sent.");
        }
        Remote remote = remoteOptions.remote(config());
        SendReport report;
        FileScan scan;
        try (ProgressBar bar = console().progress()) {
            scan = new FileScanner().scan(paths, files -> bar.update("reading headers", files, -1, 0));
            long expected = scan.instances().size();
            report = new Sender(remote, associations, (instances, bytes) -> {
                        synchronized (bar) {
                            bar.update("instances", instances, expected, bytes);
                        }
                    })
                    .send(scan.instances());
        }
        show(remote, scan, report);
        return report.failures().isEmpty() ? DONE : FailureCode.Category.PEER.exitCode();
    }

    private void show(Remote remote, FileScan scan, SendReport report) {
        if (json()) {
            console().json(report);
            return;
        }
        console()
                .line("Sent " + report.sent() + " of "
                        + Count.of(scan.instances().size(), "instance") + " (" + ByteSize.ofBytes(report.bytes())
                        + ") to " + remote.ae() + ".");
        if (report.warnings() > 0) {
            console().line("Taken with a warning: " + report.warnings() + " of them.");
        }
        if (!scan.skipped().isEmpty()) {
            console()
                    .line("Left out as no DICOM instance: "
                            + Count.of(scan.skipped().size(), "file") + ", the first: "
                            + scan.skipped().get(0));
        }
        if (!report.failures().isEmpty()) {
            console()
                    .line("Not taken: " + Count.of(report.failures().size(), "instance")
                            + ", to be sent again when the cause is gone:");
            Table table = new Table().text("Status").text("Reason").text("File");
            report.failures().stream()
                    .limit(FAILURES_SHOWN)
                    .forEach(failure -> table.row(failure.status(), failure.reason(), failure.file()));
            console().table(table, "");
        }
    }
}
