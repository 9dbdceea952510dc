package dozo.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code database}, and passwords wherever they stand. */
final class DatabaseSection {

    private DatabaseSection() {}

    static IndexConfig read(ConfigSection section, IndexConfig defaults) {
        return new IndexConfig(
                section.value("url", defaults.url(), "a JDBC address of H2 or PostgreSQL", DatabaseSection::checkedUrl),
                section.text("user", defaults.user()),
                password(section, "password"),
                section.integer("pool-size", defaults.poolSize(), 3, 200),
                section.duration("connection-time-out", defaults.connectionTimeOut()));
    }

    private static Optional<String> checkedUrl(String url) {
        return url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:") ? Optional.of(url) : Optional.empty();
    }

    /** The password in {@code key}, or the first line of the file in {@code key-file}. */
    static Secret password(ConfigSection section, String key) {
        String fileKey = key + "-file";
        String password = section.text(key, "");
        Optional<Path> file = section.path(fileKey);
        if (file.isEmpty()) {
            return new Secret(password);
        }
        if (!password.isEmpty()) {
            section.problem(fileKey, "cannot stand together with " + key + "; remove one of them");
        }
        try {
            return new Secret(Files.readString(file.get(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse(""));
        } catch (IOException e) {
            section.problem(fileKey, "cannot be read (" + e.getClass().getSimpleName() + ")");
            return Secret.NONE;
        }
    }
}
