package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The manual says what the program does. */
class OperationsManualTest {

    private static final Path MANUAL = Path.of("OPERATIONS.md");

    @Test
    void everyErrorNumberIsExplainedWithItsExitCode() throws Exception {
        List<String> expected = Arrays.stream(FailureCode.values())
                .map(code -> "DOZO-" + code.number() + " " + code + " "
                        + code.category().exitCode())
                .toList();
        List<String> explained = new ArrayList<>();
        for (List<String> row : rows("DOZO-")) {
            explained.add(row.get(0) + " " + row.get(1) + " " + row.get(2));
            assertTrue(row.get(3).length() > 5 && row.get(4).length() > 5, "says too little: " + row);
        }
        assertEquals(expected, explained);
    }

    @Test
    void theTableOfExitCodesHasEveryCategoryAndThatOfTheCommandToo() throws Exception {
        TreeMap<Integer, String> expected = new TreeMap<>();
        expected.put(0, "");
        for (FailureCode.Category category : FailureCode.Category.values()) {
            expected.put(category.exitCode(), category.name());
        }
        TreeMap<Integer, String> documented = new TreeMap<>();
        for (List<String> row : rows("")) {
            if (row.get(0).matches("[0-9]")) {
                documented.put(Integer.valueOf(row.get(0)), row.get(1));
            }
        }
        assertEquals(expected, documented);
        assertEquals(
                expected.keySet().stream().map(String::valueOf).toList(),
                new CommandLine(new Dozo())
                        .getCommandSpec().usageMessage().exitCodeList().keySet().stream()
                                .toList());
    }

    @Test
    void everyCommandIsInTheManual() throws Exception {
        String manual = Files.readString(MANUAL);
        for (String name : new CommandLine(new Dozo()).getSubcommands().keySet()) {
            assertTrue(name.equals("help") || manual.contains("`dozo " + name), "not in the manual: " + name);
        }
    }

    /** Cells of the table rows whose first cell begins with {@code start}. */
    private static List<List<String>> rows(String start) throws Exception {
        return Files.readString(MANUAL)
                .lines()
                .filter(line -> line.startsWith("| " + start))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
