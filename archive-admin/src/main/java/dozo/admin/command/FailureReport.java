package dozo.admin.command;

import dozo.admin.console.DisplayWidth;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells a person why a command failed, in words and without a stack trace, and maps the failure to the exit code of its
 * category. The stack is shown when the environment has DOZO_DEBUG.
 */
final class FailureReport implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        FailureCode code = codeOf(exception);
        err.println("DOZO-" + code.number() + " " + code + ":");
        messageOf(exception).lines().map(DisplayWidth::printable).forEach(err::println);
        if (System.getenv("DOZO_DEBUG") != null) {
            exception.printStackTrace(err);
        }
        err.flush();
        return code.category().exitCode();
    }

    private static FailureCode codeOf(Exception exception) {
        return exception instanceof OperatingFailure failure ? failure.code() : FailureCode.INTERNAL;
    }

    private static String messageOf(Exception exception) {
        return exception instanceof OperatingFailure failure
                ? failure.getMessage()
                : "The command failed by a fault of the program ("
                        + exception.getClass().getSimpleName()
                        + "). Set DOZO_DEBUG=1 and run it again to see where, and tell the developers.";
    }
}
