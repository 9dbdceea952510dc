package dozo.core.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dozo.core.value.ByteSize;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object of the configuration file while it is read. Each method takes a key with its default, notes the key as known, and
 * returns the default when the key is absent or its value is not usable; the latter is added to the problems. What was not
 * asked for is unknown. Not thread-safe.
 */
final class ConfigSection {

    private final ConfigObject object;
    private final String prefix;
    private final Path directory;
    private final List<ConfigProblem> problems;
    private final Set<String> known = new HashSet<>();

    /** @param directory against which relative paths are resolved */
    ConfigSection(ConfigObject object, String prefix, Path directory, List<ConfigProblem> problems) {
        this.object = object;
        this.prefix = prefix;
        this.directory = directory;
        this.problems = problems;
    }

    /** Reads the object {@code key} by {@code reader}, or returns {@code fallback} when it is absent. */
    <T> T section(String key, T fallback, Function<ConfigSection, T> reader) {
        ConfigValue value = take(key);
        return value == null ? fallback : read(value, prefix + key, reader).orElse(fallback);
    }

    /** As {@link #section}, empty when the object is absent. */
    <T> Optional<T> optionalSection(String key, Function<ConfigSection, T> reader) {
        ConfigValue value = take(key);
        return value == null ? Optional.empty() : read(value, prefix + key, reader);
    }

    /** Reads each object of the list {@code key} by {@code reader}. */
    <T> List<T> sections(String key, List<T> fallback, Function<ConfigSection, T> reader) {
        List<T> items = new ArrayList<>();
        return eachOf(key, (value, path) -> read(value, path, reader).ifPresent(items::add)) ? items : fallback;
    }

    private <T> Optional<T> read(ConfigValue value, String path, Function<ConfigSection, T> reader) {
        if (!(value instanceof ConfigObject inner)) {
            problem(value, path, "must be an object { ... }");
            return Optional.empty();
        }
        ConfigSection section = new ConfigSection(inner, path + ".", directory, problems);
        T read = reader.apply(section);
        section.reportUnknownKeys();
        return Optional.of(read);
    }

    String text(String key, String fallback) {
        return value(key, fallback, "a text", Optional::of);
    }

    /** A text that {@code parse} understands; {@code expectation} completes the sentence "must be ...". */
    <T> T value(String key, T fallback, String expectation, Function<String, Optional<T>> parse) {
        ConfigValue value = take(key);
        if (value == null) {
            return fallback;
        }
        Optional<T> parsed = scalar(value).flatMap(parse);
        if (parsed.isEmpty()) {
            problem(value, prefix + key, "must be " + expectation);
        }
        return parsed.orElse(fallback);
    }

    /** A list of texts that {@code parse} understands. */
    <T> List<T> values(String key, List<T> fallback, String expectation, Function<String, Optional<T>> parse) {
        List<T> items = new ArrayList<>();
        boolean present = eachOf(key, (value, path) -> {
            Optional<T> parsed = scalar(value).flatMap(parse);
            parsed.ifPresentOrElse(items::add, () -> problem(value, path, "must be " + expectation));
        });
        return present ? items : fallback;
    }

    boolean flag(String key, boolean fallback) {
        return value(key, fallback, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    int integer(String key, int fallback, int min, int max) {
        return value(key, fallback, "a whole number from " + min + " to " + max, text -> {
            try {
                int number = Integer.parseInt(text);
                return number < min || number > max ? Optional.empty() : Optional.of(number);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E fallback) {
        List<E> constants = List.of(fallback.getDeclaringClass().getEnumConstants());
        String words = constants.stream().map(ConfigSection::word).collect(Collectors.joining(", "));
        return value(key, fallback, "one of " + words, text -> constants.stream()
                .filter(constant -> word(constant).equals(text))
                .findFirst());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A share such as {@code "95%"}. */
    int percent(String key, int fallback) {
        return value(key, fallback, "a share from \"1%\" to \"100%\"", text -> {
            if (!text.matches("[1-9][0-9]{0,2}%")) {
                return Optional.empty();
            }
            int percent = Integer.parseInt(text.substring(0, text.length() - 1));
            return percent > 100 ? Optional.empty() : Optional.of(percent);
        });
    }

    /** A number with a unit of time; a bare number, whose unit one would have to guess, is refused. */
    Duration duration(String key, Duration fallback) {
        ConfigValue value = take(key);
        if (value == null) {
            return fallback;
        }
        if (value.valueType() == ConfigValueType.STRING) {
            try {
                Duration duration = value.atKey("v").getDuration("v");
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (ConfigException e) {
                // Reported below, in our own words.
            }
        }
        problem(value, prefix + key, "must be a time with its unit, such as 500ms, 30s, 5m, 1h or 7d");
        return fallback;
    }

    /** An amount of bytes with its unit, from {@code min} to {@code max}. */
    ByteSize size(String key, ByteSize fallback, ByteSize min, ByteSize max) {
        ConfigValue value = take(key);
        if (value == null) {
            return fallback;
        }
        if (value.valueType() == ConfigValueType.STRING) {
            try {
                ByteSize size = ByteSize.ofBytes(value.atKey("v").getBytes("v"));
                if (size.compareTo(min) >= 0 && size.compareTo(max) <= 0) {
                    return size;
                }
            } catch (ConfigException | IllegalArgumentException e) {
                // Reported below, in our own words.
            }
        }
        problem(value, prefix + key, "must be a size with its unit from " + min + " to " + max + ", such as 16KiB");
        return fallback;
    }

    /** A path, absolute in the result. */
    Path path(String key, Path fallback) {
        return path(key).orElse(fallback);
    }

    /** The same where nothing stands for a path that is not given. */
    Optional<Path> path(String key) {
        return value(key, Optional.empty(), "a path", text -> resolved(text).map(Optional::of));
    }

    private Optional<Path> resolved(String text) {
        try {
            return Optional.of(directory.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Adds a problem with the value of {@code key}, which was read before. */
    void problem(String key, String message) {
        ConfigValue value = object.get(key);
        problem(value == null ? object : value, prefix + key, message);
    }

    /** Whether the file has a value for {@code key}. */
    boolean has(String key) {
        ConfigValue value = object.get(key);
        return value != null && value.valueType() != ConfigValueType.NULL;
    }

    /** Adds a problem for every key that nobody asked for; called after the whole section was read. */
    void reportUnknownKeys() {
        object.forEach((key, value) -> {
            if (!known.contains(key)) {
                problem(value, prefix + key, "is not a key that Dozo knows; see conf/dozo.conf for all of them");
            }
        });
    }

    private @Nullable ConfigValue take(String key) {
        known.add(key);
        return has(key) ? object.get(key) : null;
    }

    private interface ItemReader {
        void read(ConfigValue value, String path);
    }

    private boolean eachOf(String key, ItemReader reader) {
        ConfigValue value = take(key);
        if (value == null) {
            return false;
        }
        if (!(value instanceof ConfigList list)) {
            problem(value, prefix + key, "must be a list [ ... ]");
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            reader.read(list.get(i), prefix + key + "[" + i + "]");
        }
        return true;
    }

    private static Optional<String> scalar(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> Optional.of(value.unwrapped().toString());
            case OBJECT, LIST, NULL -> Optional.empty();
        };
    }

    private void problem(ConfigValue value, String path, String message) {
        problems.add(new ConfigProblem(Math.max(0, value.origin().lineNumber()), path, message));
    }
}
