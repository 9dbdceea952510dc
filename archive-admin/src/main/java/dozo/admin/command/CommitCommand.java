package dozo.admin.command;

import dozo.admin.console.ProgressBar;
import dozo.admin.console.Table;
import dozo.admin.network.NetworkSettings;
import dozo.admin.scu.CommitmentRequestor;
import dozo.admin.scu.CommitmentRequestor.Report;
import dozo.admin.scu.FileScanner;
import dozo.admin.scu.Remote;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationSettings;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.index.control.CommitmentReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo commit}: ask an AE to take the responsibility for instances (Storage Commitment). */
@Command(
        name = "commit",
        description =
                "Ask an AE whether it keeps the instances of files safely (Storage Commitment), before they are deleted.")
final class CommitCommand extends CommandBase {

    @Mixin
    private RemoteOptions remoteOptions;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or directories with all below them.")
    private List<Path> paths;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description =
                    "Port on which the AE is to report, by an association of its own, as it must be able to for senders that"
                            + " do not wait. Default: it reports on the association of the request.")
    private @Nullable Integer listen;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the report. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    int execute() throws OperatingFailure {
        requireAtLeast("--wait", 1, seconds);
        DozoConfig config = config();
        Remote remote = remoteOptions.remote(config);
        Report report;
        try (ProgressBar bar = console().progress()) {
            List<CommitmentReference> references = new FileScanner()
                    .scan(paths, files -> bar.update("reading headers", files, -1, 0)).instances().stream()
                            .map(file -> new CommitmentReference(file.kind().sopClass(), file.sopInstance()))
                            .toList();
            report = new CommitmentRequestor(remote)
                    .request(references, listener(config, remote), Duration.ofSeconds(seconds));
        }
        show(remote, report);
        return report.failed().isEmpty() ? DONE : FailureCode.Category.PEER.exitCode();
    }

    private Optional<AcceptorSettings> listener(DozoConfig config, Remote remote) throws OperatingFailure {
        if (listen == null) {
            return Optional.empty();
        }
        AssociationSettings ours = NetworkSettings.of(config.dicom()).outgoing();
        return Optional.of(AcceptorSettings.defaults(config.dicom().bindHost(), listen)
                .withAssociation(remote.ae().tls() ? ours : ours.withoutTls()));
    }

    private void show(Remote remote, Report report) {
        if (json()) {
            console().json(report);
            return;
        }
        console()
                .line(remote.ae() + " commits itself to "
                        + Count.of(report.committed().size(), "instance") + ", not to "
                        + report.failed().size() + ".");
        if (!report.failed().isEmpty()) {
            console().line("Keep the files of these, and send them again:");
            Table table = new Table().text("Reason").text("SOP Instance UID");
            report.failed().forEach(failed -> table.row(failed.reason(), failed.sopInstanceUid()));
            console().table(table, "");
        }
    }
}
