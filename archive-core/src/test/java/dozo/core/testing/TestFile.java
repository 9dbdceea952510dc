package dozo.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One file of the test data and what independent readers see in it.
 *
 * @param file where it is
 * @param path its path in the folder
 * @param remark of the index; empty when nothing is unusual
 * @param expected its line of {@code EXPECTED.jsonl}; member names as in that file
 */
public record TestFile(Path file, String path, String remark, JsonNode expected) {

    /** What an archive may do with it: {@code accept}, {@code either} or {@code reject}. */
    public String policy() {
        return expected.get("policy").asText();
    }

    public boolean mustBeAccepted() {
        return policy().equals("accept");
    }

    public boolean mustBeRefused() {
        return policy().equals("reject");
    }

    /** Whether it has preamble and file meta information. */
    public boolean hasMeta() {
        return expected.path("has_meta").asBoolean();
    }

    /** A member as text; empty when null or missing. */
    public Optional<String> text(String member) {
        JsonNode node = expected.path(member);
        return node.isNull() || node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }

    /** How many data elements it has, nested ones included; empty when its readers disagree. */
    public OptionalInt elementCount() {
        JsonNode node = expected.path("n_elements");
        return node.isInt() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path, as a test's name. */
    @Override
    public String toString() {
        return path;
    }
}
