package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.testing.Commands;
import dozo.admin.testing.Commands.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked before a volume is given up; what giving up does is shown where it is done. */
class VolumeGiveUpCommandTest {

    private static final String GROUP =
            "{ name = \"%1$s\", volumes = [ { name = \"%1$s\", path = \"volumes/%1$s\" } ] }";

    @TempDir
    Path directory;

    private Commands configured(String... groups) throws Exception {
        StringBuilder list = new StringBuilder();
        for (String group : groups) {
            list.append(GROUP.formatted(group)).append('\n');
        }
        Path file = Files.writeString(
                directory.resolve("dozo.conf"), "data-directory = \"data\"\nstorage.groups = [\n" + list + "]\n");
        return new Commands(file);
    }

    @Test
    void wantsTheNumberOfImagesTypedOnceTheVolumeHasLeftTheConfiguration() throws Exception {
        Commands both = configured("burnt", "left");
        both.run("volume", "init", "burnt", "--mkdir").exits(0);
        both.run("volume", "init", "left", "--mkdir").exits(0);
        both.run("status").exits(6);
        Result early =
                both.run("volume", "give-up", "burnt", "--reason", "fire").exits(2);
        assertTrue(early.err().contains("stands in the configuration"), early.err());

        Commands without = configured("left");
        without.run("volume", "give-up", "burnt").exits(2);
        Result asked =
                without.run("volume", "give-up", "burnt", "--reason", "fire").exits(2);
        assertTrue(asked.err().contains("0 images") && asked.err().contains("--images 0"), asked.err());
        without.run("volume", "give-up", "burnt", "--reason", "fire", "--images", "7")
                .exits(2);
        JsonNode done = without.run("volume", "give-up", "burnt", "--reason", "fire", "--images", "0", "--json")
                .exits(0)
                .json();
        assertTrue(done.get("givenUp").asBoolean());
        assertEquals(0, done.get("images").asLong());
        without.run("volume", "give-up", "burnt", "--reason", "fire").exits(2);
    }
}
