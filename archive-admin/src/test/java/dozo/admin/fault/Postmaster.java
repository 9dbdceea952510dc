package dozo.admin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/**
 * The processes of a PostgreSQL server.
 *
 * @param dataDirectory of the server, which runs
 */
record Postmaster(Path dataDirectory) {

    /** Does this while the server says nothing, with its connections open; it goes on afterwards, whatever comes of it. */
    void whileStopped(Executable work) throws Throwable {
        signal("-STOP");
        try {
            work.execute();
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(dataDirectory.resolve("postmaster.pid"))
                .get(0)
                .trim());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        assertEquals(0, new ProcessBuilder(command).start().waitFor());
    }
}
