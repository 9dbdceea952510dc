package dozo.admin.bench.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A program of others that is needed, and the Debian package that has it. */
public enum Program {
    STORESCP("storescp", "dcmtk"),
    DCMQRSCP("dcmqrscp", "dcmtk"),
    ORTHANC("Orthanc", "orthanc"),
    ORTHANC_PLUGIN("libOrthancPostgreSQLIndex.so", "orthanc-postgresql"),
    POSTGRES("postgres", "postgresql"),
    STRACE("strace", "strace");

    private static final Path PLUGINS = Path.of("/usr/share/orthanc/plugins");
    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");

    private final String file;
    private final String debianPackage;

    Program(String file, String debianPackage) {
        this.file = file;
        this.debianPackage = debianPackage;
    }

    /** The name for {@code apt-get install}. */
    public String debianPackage() {
        return debianPackage;
    }

    /** Where it is; empty when it is not installed. */
    public Optional<Path> path() {
        return folders().stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .findFirst();
    }

    /** Where it is. @throws IOException when it is not installed */
    Path require() throws IOException {
        return path().orElseThrow(() -> new IOException(file + " is missing: apt-get install " + debianPackage));
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        folders.add(Path.of("/usr/sbin"));
        folders.add(PLUGINS);
        folders.addAll(postgresVersions());
        return folders;
    }

    /** Debian keeps its servers off the path; the newest comes first. */
    private static List<Path> postgresVersions() {
        List<Path> versions = new ArrayList<>();
        if (Files.isDirectory(POSTGRES_VERSIONS)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(POSTGRES_VERSIONS)) {
                all.forEach(version -> versions.add(version.resolve("bin")));
            } catch (IOException e) {
                return List.of();
            }
        }
        versions.sort(Comparator.reverseOrder());
        return versions;
    }
}
