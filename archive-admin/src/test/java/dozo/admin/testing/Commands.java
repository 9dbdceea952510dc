package dozo.admin.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.admin.command.Dozo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Types commands as a person would, in this process, and reads what they print. */
public final class Commands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path config;

    public Commands(Path config) {
        this.config = config;
    }

    /** What a command printed and its exit code. */
    public record Result(int code, String out, String err) {

        /** Fails the test unless the exit code is this. */
        public Result exits(int expected) {
            Assertions.assertEquals(expected, code, () -> "out: " + out + "\nerr: " + err);
            return this;
        }

        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                return Assertions.fail("not JSON: " + out, e);
            }
        }
    }

    public Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(config.toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Dozo.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }
}
