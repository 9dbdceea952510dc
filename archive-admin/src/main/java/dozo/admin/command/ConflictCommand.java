package dozo.admin.command;

import dozo.admin.console.Table;
import dozo.admin.control.Operation;
import dozo.admin.operation.ConflictList;
import dozo.admin.operation.ConflictList.Conflicts;
import dozo.admin.operation.ConflictList.Page;
import dozo.admin.operation.Workplace;
import dozo.core.failure.OperatingFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dozo conflict}: what was accepted though it disagrees. */
@Command(
        name = "conflict",
        description = "Objects that were accepted though they disagree with what was there.",
        subcommands = {ConflictCommand.ListThem.class})
final class ConflictCommand extends CommandGroup {

    /** {@code dozo conflict list}. */
    @Command(name = "list", description = "List conflicts, oldest first.")
    static final class ListThem extends OperationCommand<Page, Conflicts> {

        @Option(names = "--offset", paramLabel = "N", defaultValue = "0", description = "How many to pass over.")
        private long offset;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "Most conflicts shown. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Override
        Operation<Workplace, Page, Conflicts> operation() {
            return new ConflictList();
        }

        @Override
        Page request() throws OperatingFailure {
            requireAtLeast("--offset", 0, offset);
            requireAtLeast("--limit", 1, limit);
            return new Page(offset, limit);
        }

        @Override
        void show(Conflicts answer) {
            Table table = new Table()
                    .text("Detected")
                    .text("Kind")
                    .text("Held")
                    .text("Arrived")
                    .text("Study Instance UID");
            answer.conflicts()
                    .forEach(conflict -> table.row(
                            conflict.detectedAt(),
                            conflict.kind(),
                            conflict.held(),
                            conflict.arrived(),
                            conflict.studyInstanceUid()));
            console().table(table, "There are no conflicts.");
            if (answer.total() > offset + answer.conflicts().size()) {
                console().message(answer.total() + " in all; see --offset and --limit.");
            }
        }
    }
}
