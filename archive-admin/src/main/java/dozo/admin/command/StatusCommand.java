package dozo.admin.command;

import dozo.admin.control.Operation;
import dozo.admin.operation.Nothing;
import dozo.admin.operation.StatusShow;
import dozo.admin.operation.StatusShow.Status;
import dozo.admin.operation.Workplace;
import dozo.core.failure.FailureCode;
import dozo.core.value.ByteSize;
import picocli.CommandLine.Command;

/** {@code dozo status}: how the archive is. Exit code 6 when no server runs. */
@Command(name = "status", description = "Show how the archive is. Exit code 0 when it serves, 6 when no server runs.")
final class StatusCommand extends OperationCommand<Nothing, Status> {

    @Override
    Operation<Workplace, Nothing, Status> operation() {
        return new StatusShow();
    }

    @Override
    Nothing request() {
        return new Nothing();
    }

    @Override
    void show(Status status) {
        console()
                .line("Node " + status.node() + " (epoch " + status.epoch() + "): "
                        + (status.serving()
                                ? "serving on " + String.join(" and ", status.listeners()) + ", "
                                        + status.associations() + " associations open"
                                : "no server runs"));
        if (!status.active()) {
            console().line("This node has lost the role: it stores nothing until it is started again.");
        }
        console()
                .line("Stored: " + status.patients() + " patients, " + status.studies() + " studies, " + status.series()
                        + " series, " + status.instances() + " instances, " + ByteSize.ofBytes(status.bytes()));
        console()
                .line("To look at: " + status.conflicts() + " conflicts, " + status.quarantined() + " in quarantine, "
                        + status.openCommitments() + " commitment reports to deliver");
        if (!status.unreconciled().isEmpty()) {
            console()
                    .line("Away at the start: " + String.join(", ", status.unreconciled())
                            + ". Images that only its journals tell of are not found. When it is mounted, restart.");
        }
        console().table(VolumeCommand.table(status.volumes()), "No volumes are configured.");
    }

    @Override
    int exitCode(Status status) {
        return status.serving() && status.active() ? DONE : FailureCode.Category.NOT_ACTIVE.exitCode();
    }
}
