package dozo.qr.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.charset.TextKind;
import dozo.core.dimse.CommandField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code CONFORMANCE.md} against the code. Tables between {@code <!-- table NAME -->} and {@code <!-- end -->} are made
 * from the code; {@code mvn test -Dtest=ConformanceStatementTest -Ddozo.conformance.write=true} writes them anew.
 */
class ConformanceStatementTest {

    private static final Path STATEMENT = find("CONFORMANCE.md", "archive-qr/CONFORMANCE.md");
    private static final Path SAMPLE = find("../conf/dozo.conf", "conf/dozo.conf");

    private static final Map<String, Supplier<String>> TABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("services", ServiceTables::services),
            Map.entry("storage-classes", ServiceTables::storageClasses),
            Map.entry("transfer-syntaxes", ServiceTables::transferSyntaxes),
            Map.entry("extended-negotiation", ServiceTables::extendedNegotiation),
            Map.entry("store-failures", () -> ServiceTables.failures(CommandField.C_STORE)),
            Map.entry("find-failures", () -> ServiceTables.failures(CommandField.C_FIND)),
            Map.entry("retrieve-failures", () -> ServiceTables.failures(CommandField.C_MOVE)),
            Map.entry("commitment-reasons", ServiceTables::commitmentReasons),
            Map.entry("levels", QueryTables::levels),
            Map.entry("find-outcomes", QueryTables::outcomes),
            Map.entry("keys", QueryTables::keys),
            Map.entry("settings", SettingTables::table)));

    static Stream<String> tables() {
        return TABLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void saysInEachTableWhatTheCodeDoes(String name) throws IOException {
        String made = TABLES.get(name).get();
        String statement = Files.readString(STATEMENT);
        Matcher block = block(name).matcher(statement);
        assertTrue(block.find(), () -> "no table " + name + " in " + STATEMENT);
        if (Boolean.getBoolean("dozo.conformance.write")) {
            Files.writeString(
                    STATEMENT, statement.substring(0, block.start(1)) + made + statement.substring(block.end(1)));
            return;
        }
        assertEquals(made, block.group(1), "out of date; written anew by -Ddozo.conformance.write=true");
    }

    @Test
    void hasNoTableThatNobodyMakes() throws IOException {
        List<String> names = Pattern.compile("<!-- table (\\S+) -->")
                .matcher(Files.readString(STATEMENT))
                .results()
                .map(result -> result.group(1))
                .sorted()
                .toList();
        assertEquals(List.copyOf(TABLES.keySet()), names);
    }

    /** The table of character sets is written by hand, each with a text that only it and its like can hold. */
    @Test
    void holdsTheTextOfEachCharacterSetItNames() throws IOException {
        List<String[]> rows = Pattern.compile("(?m)^\\| `([^`]*)` \\| [^|]* \\| (\\S+) \\|$")
                .matcher(Files.readString(STATEMENT))
                .results()
                .map(result -> new String[] {result.group(1), result.group(2)})
                .toList();
        assertEquals(20, rows.size());
        for (String[] row : rows) {
            List<String> terms = List.of(row[0].split("\\\\", -1));
            SpecificCharacterSet set = SpecificCharacterSet.of(terms.get(0).equals("(none)") ? List.of() : terms);
            assertTrue(set.canEncode(row[1], TextKind.PERSON_NAME), row[0]);
            byte[] encoded = set.encode(row[1], TextKind.PERSON_NAME);
            assertEquals(row[1], set.decode(encoded, TextKind.PERSON_NAME), row[0]);
        }
    }

    @Test
    void namesSettingsAsTheConfigurationFileDoes() throws IOException {
        String sample = Files.readString(SAMPLE);
        for (SettingTables.Setting setting : SettingTables.settings()) {
            assertTrue(
                    Pattern.compile("(?m)^ *" + setting.key() + " = ")
                            .matcher(sample)
                            .find(),
                    () -> setting.path() + " is not in " + SAMPLE);
        }
    }

    private static Pattern block(String name) {
        return Pattern.compile("<!-- table " + name + " -->\\n\\n?(.*?)\\n*<!-- end -->", Pattern.DOTALL);
    }

    private static Path find(String fromModule, String fromRoot) {
        Path path = Path.of(fromModule);
        return Files.exists(path) ? path : Path.of(fromRoot);
    }
}
