package dozo.admin.command;

import dozo.admin.console.Table;
import dozo.admin.control.Operation;
import dozo.admin.operation.AeAdd;
import dozo.admin.operation.AeAdd.Added;
import dozo.admin.operation.AeList;
import dozo.admin.operation.AeRemove;
import dozo.admin.operation.AeRemove.Removed;
import dozo.admin.operation.AeRow;
import dozo.admin.operation.Nothing;
import dozo.admin.operation.Workplace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo ae}: who is known. */
@Command(
        name = "ae",
        description = "The AE table: who may ask what, and where instances may be sent.",
        subcommands = {AeCommand.ListThem.class, AeCommand.Add.class, AeCommand.Remove.class})
final class AeCommand extends CommandGroup {

    /** {@code dozo ae list}. */
    @Command(name = "list", description = "Show the AE table in force.")
    static final class ListThem extends OperationCommand<Nothing, AeList.Table> {

        @Override
        Operation<Workplace, Nothing, AeList.Table> operation() {
            return new AeList();
        }

        @Override
        Nothing request() {
            return new Nothing();
        }

        @Override
        void show(AeList.Table answer) {
            Table table = new Table()
                    .text("Title")
                    .text("Listens at")
                    .text("Roles")
                    .text("From")
                    .text("TLS")
                    .text("By");
            for (AeRow ae : answer.entries()) {
                table.row(
                        ae.title(),
                        ae.port() == 0 ? "" : ae.host() + ":" + ae.port(),
                        String.join(" ", ae.roles()),
                        ae.networks().isEmpty() ? "anywhere" : String.join(" ", ae.networks()),
                        ae.tls() ? "yes" : "no",
                        ae.source());
            }
            console().table(table, "No AE is known. `dozo ae add` adds one.");
        }
    }

    /** {@code dozo ae add}. */
    @Command(name = "add", description = "Add an AE, or replace one that was added before. In force at once.")
    static final class Add extends OperationCommand<AeRow, Added> {

        @Parameters(paramLabel = "TITLE", description = "Its AE title.")
        private String title;

        @Option(names = "--host", paramLabel = "HOST", defaultValue = "", description = "Where it listens.")
        private String host;

        @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Port there.")
        private int port;

        @Option(
                names = "--roles",
                paramLabel = "ROLE",
                split = ",",
                defaultValue = "store,query,retrieve,commit",
                description = "What it may ask: store, query, retrieve, commit. Default: all.")
        private List<String> roles;

        @Option(
                names = "--network",
                paramLabel = "CIDR",
                split = ",",
                description =
                        "From where it may call, such as 10.20.0.0/16. Default: from wherever the archive allows.")
        private List<String> networks = new ArrayList<>();

        @Option(names = "--tls", description = "It speaks TLS, calling and called.")
        private boolean tls;

        @Override
        Operation<Workplace, AeRow, Added> operation() {
            return new AeAdd();
        }

        @Override
        AeRow request() {
            return new AeRow(title, host, port, roles, tls, networks, "command");
        }

        @Override
        void show(Added added) {
            console().line("AE " + added.title() + (added.replaced() ? " was replaced." : " was added."));
        }
    }

    /** {@code dozo ae remove}. */
    @Command(name = "remove", description = "Remove an AE that was added by command.")
    static final class Remove extends OperationCommand<AeRemove.Wish, Removed> {

        @Parameters(paramLabel = "TITLE", description = "Its AE title.")
        private String title;

        @Override
        Operation<Workplace, AeRemove.Wish, Removed> operation() {
            return new AeRemove();
        }

        @Override
        AeRemove.Wish request() {
            return new AeRemove.Wish(title);
        }

        @Override
        void show(Removed removed) {
            console().line("AE " + removed.title() + " was removed.");
        }
    }
}
