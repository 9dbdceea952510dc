package dozo.admin.command;

import dozo.admin.console.Table;
import dozo.admin.control.Operation;
import dozo.admin.operation.VerifyRun;
import dozo.admin.operation.VerifyRun.Verified;
import dozo.admin.operation.VerifyRun.Wish;
import dozo.admin.operation.Workplace;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dozo verify}: is everything stored still as it was received? */
@Command(
        name = "verify",
        description =
                "Read what is stored again and hold it against the digests taken on receipt. Changes nothing, unless"
                        + " told to repair. Exit code 5 when damage is left.")
final class VerifyCommand extends OperationCommand<Wish, Verified> {

    private static final int FINDINGS_SHOWN = 50;

    @Option(
            names = "--study",
            paramLabel = "UID",
            split = ",",
            description = "Only these studies. Default: everything.")
    private List<String> studies = new ArrayList<>();

    @Option(names = "--repair", description = "Replace bad copies from good ones.")
    private boolean repair;

    @Option(
            names = "--rate",
            paramLabel = "MIB",
            defaultValue = "0",
            description = "Most MiB read in a second. Default: no limit.")
    private long rate;

    @Override
    Operation<Workplace, Wish, Verified> operation() {
        return new VerifyRun();
    }

    @Override
    Wish request() throws OperatingFailure {
        requireAtLeast("--rate", 0, rate);
        return new Wish(studies, repair, ByteSize.ofMebibytes(rate).bytes());
    }

    @Override
    void show(Verified verified) {
        console()
                .line("Read " + Count.of(verified.objects(), "object") + " in " + Count.of(verified.copies(), "copy")
                        + ", "
                        + ByteSize.ofBytes(verified.bytes()) + ": "
                        + (verified.sound() ? "all as received." : "damage was found."));
        if (verified.findings().isEmpty()) {
            return;
        }
        Table counts = new Table().text("Found").number("How often");
        verified.counts().forEach(counts::row);
        console().table(counts, "");
        Table table = new Table().text("Found").text("Volume").text("Path").text("In words");
        verified.findings().stream()
                .limit(FINDINGS_SHOWN)
                .forEach(finding -> table.row(finding.kind(), finding.volume(), finding.path(), finding.detail()));
        console().table(table, "");
        if (verified.findings().size() > FINDINGS_SHOWN) {
            console().message((verified.findings().size() - FINDINGS_SHOWN) + " more; --json shows them.");
        }
        if (!verified.sound() && !repair) {
            console().message("Run `dozo verify --repair` to replace bad copies from good ones.");
        }
    }

    @Override
    int exitCode(Verified verified) {
        return verified.sound() ? DONE : FailureCode.Category.CORRUPTION.exitCode();
    }
}
