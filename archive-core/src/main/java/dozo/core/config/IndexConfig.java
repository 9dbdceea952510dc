package dozo.core.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The database of the index. Immutable.
 *
 * @param url JDBC address, of H2 or PostgreSQL
 * @param user name of the database user
 * @param password of that user
 * @param poolSize most connections held at once
 * @param connectionTimeOut how long an operation waits for a free connection
 */
public record IndexConfig(String url, String user, Secret password, int poolSize, Duration connectionTimeOut) {

    /** An H2 file database {@code index/dozo} under {@code dataDirectory}. */
    public static IndexConfig defaults(Path dataDirectory) {
        return new IndexConfig(embeddedUrl(dataDirectory), "dozo", Secret.NONE, 10, Duration.ofSeconds(10));
    }

    private static String embeddedUrl(Path dataDirectory) {
        return "jdbc:h2:file:" + dataDirectory.resolve("index").resolve("dozo");
    }

    /** Whether the database is a file that only one process at a time can open. */
    public boolean isEmbedded() {
        return url.startsWith("jdbc:h2:");
    }
}
