package dozo.admin.bench.peer;

import dozo.admin.bench.wire.ScuAssociation;
import dozo.admin.bench.wire.Target;
import dozo.core.pdu.ContextProposal;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A server that was started and is stopped by signals, its output in a log. Not thread-safe. */
final class ServerProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long POLL_MS = 50;
    private static final int LOG_CHARACTERS = 2000;
    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");
    private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");

    private final Process process;
    private final Path log;

    private ServerProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it in {@code place}. DCMTK's servers, Orthanc's among them, delay small packets unless told not to. */
    static ServerProgram start(Place place, String name, List<String> command) throws IOException {
        Path log = place.file(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TCP_NODELAY", "1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(place.environment());
        Process process = builder.start();
        // Whoever interrupts a measurement should not have to look for servers.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new ServerProgram(process, log);
    }

    /** Runs a program to its end. @return what it printed @throws IOException when it does not end with 0 */
    static String run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + output);
        }
        return output;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it accepts an association. */
    void awaitAssociation(Target target) throws IOException {
        List<ContextProposal> echo = List.of(new ContextProposal(1, VERIFICATION, List.of(IMPLICIT)));
        await(() -> {
            try (ScuAssociation association = ScuAssociation.open(target, echo, List.of())) {
                association.release();
                return true;
            }
        });
    }

    /** Waits until {@code condition} returns true without an exception. @throws IOException when that takes too long */
    void await(Callable<Boolean> condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (holds(condition)) {
                return;
            }
            if (ended(POLL_MS)) {
                throw new IOException("it ended with " + process.exitValue() + ": " + endOfLog());
            }
        }
        throw new IOException("it does not answer: " + endOfLog());
    }

    /** The log goes with the folder. */
    private String endOfLog() throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - LOG_CHARACTERS));
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            // Not yet: what it lacks shows in its log when the patience is over.
            return false;
        }
    }

    private boolean ended(long millis) throws IOException {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Stops it in order, or by force where that does not help. */
    @Override
    public void close() throws IOException {
        process.destroy();
        if (!ended(PATIENCE.toMillis())) {
            process.destroyForcibly();
        }
    }
}
