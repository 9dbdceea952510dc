package dozo.admin.crash;

import dozo.admin.testing.FastStart;
import dozo.core.testing.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** A {@link Victim} in its process. Killed when closed while it still runs. */
final class VictimProcess implements AutoCloseable {

    /** What the operating system tells of a process that SIGKILL, 9, has ended. */
    static final int KILLED = 128 + 9;

    private final Process process;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

    private VictimProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "victim-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the process, though not yet the server in it. */
    static VictimProcess launch(Path config) throws IOException {
        List<String> command = new ArrayList<>(FastStart.java());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + Path.of("..", "conf", "logback.xml"),
                Victim.class.getName(),
                config.toString()));
        return new VictimProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(Victim.DONE)) {
                    answers.add(true);
                } else {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            log.add("unreadable: " + e);
        }
        answers.add(false);
    }

    void arm(CrashPoint point) throws InterruptedException {
        order("arm " + point);
    }

    void room(long bytes) throws InterruptedException {
        order("room " + bytes);
    }

    /** Starts the server. @return whether it serves; else the process is gone */
    boolean start() throws InterruptedException {
        return order("start");
    }

    private boolean order(String line) throws InterruptedException {
        send(line);
        Boolean done = answers.poll(Patience.SECONDS, TimeUnit.SECONDS);
        Assertions.assertNotNull(done, () -> line + " is not answered: " + log());
        return done;
    }

    /** Gives an order without waiting for its answer. */
    void send(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(log(), e);
        }
    }

    /** Kills it from outside, if it still lives. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has died within this time. */
    boolean diesWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for its death, and makes sure that it was SIGKILL. @param when what was done to it, for messages */
    void awaitKilled(Supplier<String> when) throws InterruptedException {
        Assertions.assertTrue(
                process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), () -> "it lives, " + when.get() + ": " + log());
        Assertions.assertEquals(KILLED, process.exitValue(), this::log);
    }

    /** What it has printed. */
    String log() {
        return String.join("\n", log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
