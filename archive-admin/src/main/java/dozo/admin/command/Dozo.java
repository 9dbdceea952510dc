package dozo.admin.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code dozo}: everything people do with the archive from a terminal. */
@Command(
        name = "dozo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A DICOM archive: images in, durable, found, handed out.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a fault of the program",
            "2:wrong usage or configuration",
            "3:the other side of an association refused or failed, or has nothing of what was named",
            "4:disk, database or memory: an administrator must act",
            "5:stored data or its records are damaged",
            "6:this node is not the active one, or the server ended"
        },
        subcommands = {
            ServeCommand.class,
            StatusCommand.class,
            ConfigCommand.class,
            VolumeCommand.class,
            AeCommand.class,
            StudyCommand.class,
            ConflictCommand.class,
            QuarantineCommand.class,
            VerifyCommand.class,
            ReindexCommand.class,
            RehearseCommand.class,
            EchoCommand.class,
            SendCommand.class,
            FindCommand.class,
            MoveCommand.class,
            GetCommand.class,
            CommitCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Dozo implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Java 22 to 24 tell of a console without a terminal too, unless they are asked for the old one.
        System.setProperty("jdk.console", "java.base");
        System.exit(run(writer(FileDescriptor.out), writer(FileDescriptor.err), arguments));
    }

    /** In the system's character set, which is what a terminal shows. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), Charset.defaultCharset()), true);
    }

    /** Runs the command in this process. @return its exit code */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Dozo())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureReport())
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
