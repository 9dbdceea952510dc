package dozo.admin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {

    private static final double KIBIBYTES_PER_GIBIBYTE = 1 << 20;

    private Machine() {}

    /** Date, processor, memory, system and Java in a line. */
    static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s; %d x %s, %.0f GiB; Linux %s, Java %s%n",
                LocalDate.now(ZoneId.systemDefault()),
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                Double.parseDouble(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIBIBYTES_PER_GIBIBYTE,
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String field(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("?");
    }
}
