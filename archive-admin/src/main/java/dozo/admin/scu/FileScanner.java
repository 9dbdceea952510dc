package dozo.admin.scu;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for DICOM instances in files and directories, with all below them.
 *
 * @param filesMax most files that one command takes
 */
public record FileScanner(int filesMax) {

    /** Each file costs some 300 bytes of memory. */
    private static final int DEFAULT_FILES_MAX = 2_000_000;

    /** Takes 2,000,000 files. */
    public FileScanner() {
        this(DEFAULT_FILES_MAX);
    }

    /**
     * Looks through {@code roots}, one after the other.
     *
     * @param counted is told the number of files seen so far
     * @throws OperatingFailure CONFIGURATION_INVALID when a root is missing, there are too many files, or no instance is among
     *     them: whoever names files means something, and may have named an empty mount point
     */
    public FileScan scan(List<Path> roots, LongConsumer counted) throws OperatingFailure {
        List<InstanceFile> instances = new ArrayList<>();
        List<Path> skipped = new ArrayList<>();
        for (Path root : roots) {
            for (Path file : filesUnder(root, filesMax - instances.size() - skipped.size())) {
                Optional<InstanceFile> instance = readOrSkip(file);
                instance.ifPresentOrElse(instances::add, () -> skipped.add(file));
                counted.accept(instances.size() + skipped.size());
            }
        }
        if (instances.isEmpty()) {
            throw refusal("There is no DICOM instance in " + roots.get(0) + (roots.size() > 1 ? " and the others" : "")
                    + ", only other files (" + skipped.size() + "). Nothing was done. Check the names.");
        }
        return new FileScan(instances, skipped);
    }

    private static Optional<InstanceFile> readOrSkip(Path file) {
        try {
            return InstanceFile.read(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In the order of their paths. @param max how many more are taken */
    private List<Path> filesUnder(Path root, int max) throws OperatingFailure {
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files =
                    walk.filter(Files::isRegularFile).limit(max + 1L).collect(Collectors.toCollection(ArrayList::new));
            if (files.size() > max) {
                throw refusal("There are more than " + filesMax + " files, at " + root
                        + " at the latest. Nothing was done. Name smaller parts of them.");
            }
            files.sort(null);
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "Cannot read " + root + ". Nothing was done. Check the name and the permissions.",
                    e);
        }
    }

    private static OperatingFailure refusal(String message) {
        return new OperatingFailure(FailureCode.CONFIGURATION_INVALID, message);
    }
}
