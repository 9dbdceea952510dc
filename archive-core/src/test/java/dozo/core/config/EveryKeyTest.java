package dozo.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that sets every key to something else than its default, read into every component of the tree. */
class EveryKeyTest {

    private static final Pattern KEY =
            Pattern.compile("(?:^|[{,\\[])\\s*([a-z][a-z-]*)\\s*(?==|\\{)", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void everySettingReachesItsComponent() throws Exception {
        List<String> untouched = new ArrayList<>();
        compare("", DozoConfig.defaults(), readEveryKey(), untouched);
        assertEquals(List.of(), untouched, "these components kept their default though the file sets every key");
    }

    @Test
    void everySettingIsReadAsWritten() throws Exception {
        DozoConfig config = readEveryKey();
        AeConfig ae = config.aeList().get(0);
        assertEquals("CT1", ae.title().value());
        assertEquals(Set.of(AeRole.STORE, AeRole.COMMIT), ae.roles());
        assertTrue(ae.isReachable() && ae.tls());
        TlsConfig tls = config.dicom().tls().orElseThrow();
        assertEquals("inline", tls.keyStorePassword().reveal());
        assertEquals("from-file", tls.trustStorePassword().reveal());
        assertEquals(
                directory.resolve("vol/b"),
                config.storage().groups().get(0).volumes().get(1).path());
        assertEquals(80, config.storage().highWaterPercent());
        assertEquals("PT36H", config.commitment().maxAge().toString());
    }

    /** So that nobody has to read code to learn of a key; that the sample has no others, the next test shows. */
    @Test
    void theSampleNamesEveryKey() throws Exception {
        Set<String> missing = keysIn(everyKey());
        missing.removeAll(keysIn(SampleConfiguration.withExamples()));
        assertEquals(Set.of(), missing);
    }

    @Test
    void theExamplesOfTheSampleAreValidExceptForTheirFiles() throws Exception {
        Path file = Files.writeString(directory.resolve("sample.conf"), SampleConfiguration.withExamples());
        ConfigurationInvalid invalid = assertThrows(ConfigurationInvalid.class, () -> ConfigurationFile.read(file));
        assertEquals(
                List.of(),
                invalid.problems().stream()
                        .filter(problem -> !problem.message().contains("cannot be read"))
                        .toList());
    }

    private DozoConfig readEveryKey() throws IOException, ConfigurationInvalid {
        for (String name : List.of("key.p12", "trust.p12")) {
            Files.writeString(directory.resolve(name), "");
        }
        Files.writeString(directory.resolve("pw"), "from-file\n");
        return ConfigurationFile.read(Files.writeString(directory.resolve("every.conf"), everyKey()));
    }

    private static String everyKey() throws IOException {
        try (var in = EveryKeyTest.class.getResourceAsStream("every-key.conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> keysIn(String hocon) {
        Matcher matcher = KEY.matcher(hocon);
        return matcher.results().map(result -> result.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Walks both trees of records and notes each component that is equal in both. */
    private static void compare(String path, Record expected, Record actual, List<String> equal) throws Exception {
        for (RecordComponent component : expected.getClass().getRecordComponents()) {
            Object before = component.getAccessor().invoke(expected);
            Object after = component.getAccessor().invoke(actual);
            String here = path + "." + component.getName();
            if (before instanceof Record inner
                    && inner.getClass().getPackageName().endsWith(".config")
                    && !(before instanceof Secret)) {
                compare(here, inner, (Record) after, equal);
            } else if (before.equals(after) || after.equals(Optional.empty())) {
                equal.add(here);
            }
        }
    }
}
