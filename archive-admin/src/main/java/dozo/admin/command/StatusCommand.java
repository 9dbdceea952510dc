package dozo.admin.command;

import dozo.admin.control.Operation;
import dozo.admin.operation.Nothing;
import dozo.admin.operation.StatusShow;
import dozo.admin.operation.StatusShow.Status;
import dozo.admin.operation.Workplace;
import dozo.core.failure.FailureCode;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import dozo.storage.integrity.VolumeLag;
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
                                        + Count.of(status.associations(), "association") + " open"
                                : "no server runs"));
        if (!status.active()) {
            console().line("This node has lost the role: it stores nothing until it is started again.");
        }
        console()
                .line("Stored: " + Count.of(status.patients(), "patient") + ", " + Count.of(status.studies(), "study")
                        + ", " + Count.of(status.series(), "series") + ", " + Count.of(status.instances(), "instance")
                        + ", " + ByteSize.ofBytes(status.bytes()));
        console()
                .line("To look at: " + Count.of(status.conflicts(), "conflict") + ", " + status.quarantined()
                        + " in quarantine, " + Count.of(status.openCommitments(), "commitment report") + " to deliver");
        if (!status.unreconciled().isEmpty()) {
            console()
                    .line("Away at the start: " + String.join(", ", status.unreconciled())
                            + ". Images that only its journals tell of are not found until it is mounted again.");
        }
        status.behind().forEach(lag -> console().line(line(lag)));
        console().table(VolumeCommand.table(status.volumes()), "No volumes are configured.");
    }

    private static String line(VolumeLag lag) {
        String line = "Volume " + lag.volume() + " is behind: "
                + switch (lag.step()) {
                    case AWAY -> "it is away, and catches up by itself when it is back";
                    case JOURNALS -> "its journals are being read";
                    case AWAITS_WRITES -> "it takes no writes, and is filled when it does";
                    case COPIES ->
                        Count.of(lag.objects(), "object") + " compared, " + lag.copied() + " copied from its mirror ("
                                + ByteSize.ofBytes(lag.copiedBytes()) + ")";
                };
        String lost = lag.lost() == 0 ? "" : "; without any good copy: " + lag.lost() + ", run dozo verify";
        return line + lost + "." + (lag.problem().isEmpty() ? "" : " " + lag.problem());
    }

    @Override
    int exitCode(Status status) {
        return status.serving() && status.active() ? DONE : FailureCode.Category.NOT_ACTIVE.exitCode();
    }
}
