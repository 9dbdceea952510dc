package dozo.admin.command;

import dozo.admin.console.Table;
import dozo.admin.control.Operation;
import dozo.admin.operation.Nothing;
import dozo.admin.operation.QuarantineList;
import dozo.admin.operation.QuarantineList.Entries;
import dozo.admin.operation.QuarantineRetry;
import dozo.admin.operation.QuarantineRetry.Outcome;
import dozo.admin.operation.QuarantineRow;
import dozo.admin.operation.QuarantineShow;
import dozo.admin.operation.Workplace;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo quarantine}: what arrived but could not be filed. */
@Command(
        name = "quarantine",
        description = "What arrived but could not be filed: look at it, and try again.",
        subcommands = {QuarantineCommand.ListThem.class, QuarantineCommand.Show.class, QuarantineCommand.Retry.class})
final class QuarantineCommand extends CommandGroup {

    /** {@code dozo quarantine list}. */
    @Command(name = "list", description = "List what is in quarantine, oldest first.")
    static final class ListThem extends OperationCommand<Nothing, Entries> {

        @Override
        Operation<Workplace, Nothing, Entries> operation() {
            return new QuarantineList();
        }

        @Override
        Nothing request() {
            return new Nothing();
        }

        @Override
        void show(Entries answer) {
            Table table = new Table()
                    .text("ID")
                    .text("Received")
                    .text("From")
                    .number("Size")
                    .text("Reason");
            answer.entries()
                    .forEach(entry -> table.row(
                            entry.id(),
                            entry.receivedAt(),
                            entry.from(),
                            ByteSize.ofBytes(entry.bytes()),
                            entry.reason()));
            console().table(table, "Nothing is in quarantine.");
            console()
                    .message(Count.of(answer.total(), "entry") + ", " + ByteSize.ofBytes(answer.usedBytes()) + " of "
                            + ByteSize.ofBytes(answer.limitBytes()));
        }
    }

    /** {@code dozo quarantine show}. */
    @Command(name = "show", description = "Show why an entry was not filed, and where its file lies.")
    static final class Show extends OperationCommand<QuarantineShow.Which, QuarantineRow> {

        @Parameters(paramLabel = "ID", description = "An ID from `dozo quarantine list`.")
        private String id;

        @Override
        Operation<Workplace, QuarantineShow.Which, QuarantineRow> operation() {
            return new QuarantineShow();
        }

        @Override
        QuarantineShow.Which request() {
            return new QuarantineShow.Which(id);
        }

        @Override
        void show(QuarantineRow entry) {
            console().line("Reason:            " + entry.reason());
            console().line("In words:          " + entry.detail());
            console().line("Received:          " + entry.receivedAt() + " from " + entry.from());
            console().line("SOP Class UID:     " + entry.sopClassUid());
            console().line("SOP Instance UID:  " + entry.sopInstanceUid());
            console().line("Transfer syntax:   " + entry.transferSyntaxUid());
            console().line("File:              " + entry.file() + " (" + ByteSize.ofBytes(entry.bytes()) + ")");
        }
    }

    /** {@code dozo quarantine retry}. */
    @Command(name = "retry", description = "Try to file entries once more; what is filed leaves the quarantine.")
    static final class Retry extends OperationCommand<QuarantineRetry.Wish, Outcome> {

        @Parameters(arity = "0..*", paramLabel = "ID", description = "IDs from `dozo quarantine list`.")
        private List<String> ids = new ArrayList<>();

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Override
        Operation<Workplace, QuarantineRetry.Wish, Outcome> operation() {
            return new QuarantineRetry();
        }

        @Override
        QuarantineRetry.Wish request() throws OperatingFailure {
            if (ids.isEmpty() != all) {
                throw new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        "Name the entries to try, or give --all. Nothing was tried.");
            }
            return new QuarantineRetry.Wish(ids);
        }

        @Override
        void show(Outcome outcome) {
            Table table = new Table().text("ID").text("Outcome").text("In words");
            outcome.entries().forEach(tried -> table.row(tried.id(), tried.outcome(), tried.detail()));
            console().table(table, "Nothing is in quarantine.");
        }

        @Override
        int exitCode(Outcome outcome) {
            return outcome.refused() == 0 ? DONE : FailureCode.Category.PEER.exitCode();
        }
    }
}
