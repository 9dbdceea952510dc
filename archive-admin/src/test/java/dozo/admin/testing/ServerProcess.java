package dozo.admin.testing;

import dozo.admin.command.Dozo;
import dozo.core.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** {@code dozo serve} as a process of its own, with the classes under test. Killed when closed while it still runs. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What a process is given.
     *
     * @param openFiles most descriptors it may hold; 0 for as many as the machine allows
     * @param stacks for how many threads its address space has room, about; 0 for as many as the machine allows
     * @param isOptimised whether Java compiles as well as in service, which a server of seconds has nothing of
     */
    public record Allowance(int heapMebibytes, int openFiles, int stacks, boolean isOptimised) {

        /** Large, so that what is left beside the last one is room enough for everything else. */
        private static final int STACK_MEBIBYTES = 512;

        /** Of a small heap, classes, code and the like. */
        private static final int ADDRESSES_MEBIBYTES = 6 * 1024;

        /** Of a server that works as in service. */
        public static final Allowance SERVICE = new Allowance(512, 0, 0, true);

        private static final Allowance USUAL = heap(512);

        public static Allowance heap(int mebibytes) {
            return new Allowance(mebibytes, 0, 0, false);
        }

        public Allowance withOpenFiles(int most) {
            return new Allowance(heapMebibytes, most, stacks, isOptimised);
        }

        public Allowance withStacks(int most) {
            return new Allowance(heapMebibytes, openFiles, most, isOptimised);
        }

        private List<String> prefix() {
            String files = openFiles == 0 ? "" : "ulimit -n " + openFiles + " && ";
            long mebibytes = ADDRESSES_MEBIBYTES + (long) stacks * STACK_MEBIBYTES;
            String addresses = stacks == 0 ? "" : "ulimit -v " + mebibytes * 1024 + " && ";
            return List.of("sh", "-c", files + addresses + "exec \"$0\" \"$@\"");
        }

        private List<String> options() {
            return stacks == 0 ? List.of() : List.of("-Xss" + STACK_MEBIBYTES + "m");
        }
    }

    /** Starts it without waiting. */
    public static ServerProcess launch(Path config) throws IOException {
        return launch(config, Allowance.USUAL);
    }

    /** Starts it without waiting, with no more than this. */
    public static ServerProcess launch(Path config, Allowance allowance) throws IOException {
        return launch(config, allowance, Dozo.class);
    }

    private static ServerProcess launch(Path config, Allowance allowance, Class<?> program) throws IOException {
        Path log = Files.createTempFile(config.getParent(), "server", ".log");
        List<String> command = new ArrayList<>(allowance.prefix());
        command.addAll(FastStart.java());
        command.addAll(allowance.options());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=" + (allowance.isOptimised() ? 4 : 1),
                // As the launcher has it, for what is said of memory.
                "-XX:+UseParallelGC",
                "-Xmx" + allowance.heapMebibytes() + "m",
                "-Dlogback.configurationFile=" + Path.of("..", "conf", "logback.xml"),
                program.getName(),
                "serve",
                "--config",
                config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServerProcess(process, log);
    }

    /** Starts it and waits until it serves. */
    public static ServerProcess start(Path config) throws IOException {
        return start(config, Allowance.USUAL);
    }

    /** Starts it with no more than this, and waits until it serves. */
    public static ServerProcess start(Path config, Allowance allowance) throws IOException {
        return awaitServing(launch(config, allowance));
    }

    /** Starts another program with the arguments of {@code dozo serve}, and waits until it serves. */
    public static ServerProcess start(Path config, Class<?> program) throws IOException {
        return awaitServing(launch(config, Allowance.USUAL, program));
    }

    private static ServerProcess awaitServing(ServerProcess server) {
        Awaitility.await().atMost(Patience.LONG).until(() -> {
            Assertions.assertTrue(server.process.isAlive(), server::log);
            return server.log().contains("Listening on ");
        });
        return server;
    }

    /** Sends SIGTERM and waits. @return the exit code */
    public int terminate() throws InterruptedException {
        process.destroy();
        return await();
    }

    /** Sends SIGKILL and waits. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** Waits for its end. @return the exit code */
    public int await() throws InterruptedException {
        Assertions.assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), this::log);
        return process.exitValue();
    }

    /** Does this while the process is stopped (SIGSTOP); it goes on afterwards, whatever comes of it. */
    public void whileStopped(Executable work) throws Throwable {
        signal("STOP");
        try {
            work.execute();
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start();
        Assertions.assertEquals(0, kill.waitFor(), () -> "SIG" + name);
    }

    public long pid() {
        return process.pid();
    }

    /** What it has printed. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
