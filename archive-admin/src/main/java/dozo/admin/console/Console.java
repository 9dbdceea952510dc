package dozo.admin.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.time.Clock;

/**
 * The one door of a command to standard output and standard error. Results go to output, so that {@code --json} can be piped;
 * progress and messages go to error. Not thread-safe.
 */
public final class Console {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean interactive;
    private final Clock clock;

    /**
     * @param out for results
     * @param err for progress and messages
     * @param interactive whether {@code err} is a terminal whose current line can be rewritten
     */
    public Console(PrintWriter out, PrintWriter err, boolean interactive, Clock clock) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.clock = clock;
    }

    /** A line of the result. */
    public void line(String text) {
        out.println(DisplayWidth.printable(text));
        out.flush();
    }

    /** A table, or {@code whenEmpty} in its place when it has no rows. */
    public void table(Table table, String whenEmpty) {
        if (table.isEmpty()) {
            line(whenEmpty);
        } else {
            table.lines().forEach(out::println);
            out.flush();
        }
    }

    /** The result as JSON, for scripts. */
    public void json(Object result) {
        try {
            out.println(JSON.writeValueAsString(result));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every answer of a command can be written as JSON", e);
        }
    }

    /** A message to the person in front, of one or more lines. */
    public void message(String text) {
        text.lines().map(DisplayWidth::printable).forEach(err::println);
        err.flush();
    }

    /** Shows progress of a long piece of work until it is closed. */
    public ProgressBar progress() {
        return new ProgressBar(err, interactive, clock);
    }
}
