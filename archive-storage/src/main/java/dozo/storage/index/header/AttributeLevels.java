package dozo.storage.index.header;

import dozo.storage.index.model.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which attribute belongs to which level: one table, the resource {@code levels.tsv}, used for filing, matching and
 * answering alike. Thread-safe.
 */
public final class AttributeLevels {

    private static final String RESOURCE = "/dozo/storage/index/levels.tsv";
    private static final Map<Integer, Level> LEVELS = read();

    private AttributeLevels() {}

    /** The level at which the attribute is kept; empty for one that is only in the stored object. */
    public static Optional<Level> of(int tag) {
        return Optional.ofNullable(LEVELS.get(tag));
    }

    /** The whole table, by tag. */
    public static Map<Integer, Level> all() {
        return LEVELS;
    }

    private static Map<Integer, Level> read() {
        Map<Integer, Level> levels = new HashMap<>();
        try (InputStream in = AttributeLevels.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\t");
                    levels.put(Integer.parseUnsignedInt(fields[0], 16), Level.valueOf(fields[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this program cannot be read: " + RESOURCE, e);
        }
        return Map.copyOf(levels);
    }
}
