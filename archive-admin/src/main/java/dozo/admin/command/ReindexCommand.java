package dozo.admin.command;

import dozo.admin.control.Operation;
import dozo.admin.operation.ReindexRun;
import dozo.admin.operation.ReindexRun.Rebuilt;
import dozo.admin.operation.ReindexRun.Wish;
import dozo.admin.operation.Workplace;
import dozo.core.failure.FailureCode;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dozo reindex}: the index anew, from the store alone. */
@Command(
        name = "reindex",
        description = "Build the index anew from the store alone, while the present one serves, and switch over."
                + " May be stopped with Ctrl-C and run again: it goes on where it was.")
final class ReindexCommand extends OperationCommand<Wish, Rebuilt> {

    private static final int LOST_SHOWN = 5;

    @Option(names = "--headers-only", description = "Do not test the digest of each object: faster, for trusted disks.")
    private boolean headersOnly;

    @Override
    Operation<Workplace, Wish, Rebuilt> operation() {
        return new ReindexRun();
    }

    @Override
    Wish request() {
        return new Wish(headersOnly);
    }

    @Override
    void show(Rebuilt rebuilt) {
        console()
                .line((rebuilt.complete() ? "The index is rebuilt and in use: " : "Stopped, to be continued: ")
                        + Count.of(rebuilt.facts(), "fact") + " of " + Count.of(rebuilt.journals(), "journal") + ", "
                        + Count.of(rebuilt.objects(), "object") + ", "
                        + ByteSize.ofBytes(rebuilt.bytes()) + " read.");
        if (!rebuilt.damagedJournals().isEmpty()) {
            console()
                    .line(
                            "Journals damaged on every copy: " + String.join(", ", rebuilt.damagedJournals())
                                    + ". Objects named there only are not in the index; bring the journals back from a backup.");
        }
        if (rebuilt.lost() > 0) {
            List<String> some =
                    rebuilt.lostInstances().stream().limit(LOST_SHOWN).toList();
            console()
                    .line("Without any readable copy: " + Count.of(rebuilt.lost(), "object") + ", such as "
                            + String.join(", ", some)
                            + ". They are kept in the index as lost; bring the files back, or have them sent again.");
        }
    }

    @Override
    int exitCode(Rebuilt rebuilt) {
        boolean sound = rebuilt.lost() == 0 && rebuilt.damagedJournals().isEmpty();
        return sound ? DONE : FailureCode.Category.CORRUPTION.exitCode();
    }
}
