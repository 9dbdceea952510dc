package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.testing.FastStart;
import dozo.core.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of an unpacked distribution, as a program of its own. */
class LauncherTest {

    @TempDir
    Path home;

    private Path shared;

    @BeforeEach
    void unpack() throws IOException {
        Path launcher = Files.createDirectory(home.resolve("bin")).resolve("dozo");
        Files.copy(Path.of("..", "tools", "dozo"), launcher);
        Path lib = Files.createDirectory(home.resolve("lib"));
        for (Path jar : FastStart.jars()) {
            Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
        }
        Path conf = Files.createDirectory(home.resolve("conf"));
        Files.copy(Path.of("..", "conf", "logback-command.xml"), conf.resolve("logback-command.xml"));
        shared = lib.resolve("dozo.jsa");
    }

    /** JUnit would warn of each link. */
    @AfterEach
    void removeLinks() throws IOException {
        FileUtils.cleanDirectory(home.resolve("lib").toFile());
    }

    private record Ended(int code, String out, String err) {}

    private Ended dozo(String javaOptions, String... arguments) throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        List<String> command =
                new ArrayList<>(List.of("sh", home.resolve("bin/dozo").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DOZO_JVM_OPTS", "-Djava.io.tmpdir=" + home + " " + javaOptions);
        Process process = builder.start();
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ended version(String javaOptions) throws Exception {
        return dozo(javaOptions, "--version");
    }

    @Test
    void startsWithTheClassesOfTheLastRehearsalAndWithoutThemAlike() throws Exception {
        Ended without = version("");
        assertEquals(0, without.code(), without.err());
        List<Path> before = files();

        assertEquals(0, dozo("", "rehearse", "--help").code());
        assertEquals(before, files(), "nothing was rehearsed");
        Ended rehearsed = dozo("", "rehearse");
        assertEquals(new Ended(0, rehearsed.out(), ""), rehearsed);
        assertEquals(0, version("-Xshare:on").code(), "with the classes or not at all");

        replaceAJar();
        assertEquals(1, version("-Xshare:on").code(), "they fit no more");
        assertEquals(without, version(""), "as if they were not there");
        Files.delete(shared);
        assertEquals(before, files(), "nothing else was left behind");
    }

    @Test
    void leavesNothingBehindOfARehearsalThatFailed() throws Exception {
        List<Path> before = files();
        Ended failed = dozo("-Djava.io.tmpdir=" + home.resolve("absent"), "rehearse");
        assertEquals(4, failed.code(), failed.err());
        assertTrue(failed.err().contains("temporary directory"), failed.err());
        assertEquals(before, files());
    }

    @Test
    void servesWithTheCollectorThatCostsLeastAndRunsCommandsWithTheSmallest() throws Exception {
        assertTrue(collectorOf("", "serve", "--help").contains("Using Parallel"));
        assertTrue(collectorOf("", "--version").contains("Using Serial"));
    }

    @Test
    void leavesTheCollectorToWhoeverNamesOne() throws Exception {
        assertTrue(collectorOf("-XX:+UseG1GC", "serve", "--help").contains("Using G1"));
        assertTrue(collectorOf("-Xmx64m -XX:+UseParallelGC", "--version").contains("Using Parallel"));
    }

    private String collectorOf(String javaOptions, String... arguments) throws Exception {
        Ended ended = dozo("-Xlog:gc:stdout " + javaOptions, arguments);
        assertEquals(0, ended.code(), ended.out() + ended.err());
        return ended.out();
    }

    /** But for what commands print. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("out") && !file.endsWith("err"))
                    .sorted()
                    .toList();
        }
    }

    private void replaceAJar() throws IOException {
        Path jar = home.resolve("lib").resolve(FastStart.jars().get(0).getFileName());
        Path same = Files.copy(jar, home.resolve("same"));
        Files.move(same, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    }
}
