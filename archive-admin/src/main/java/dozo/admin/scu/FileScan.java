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
import java.util.stream.Stream;

/**
 * What files and directories hold.
 *
 * @param instances DICOM instances, in the order of their paths
 * @param skipped files that are none, or cannot be read
 */
public record FileScan(List<InstanceFile> instances, List<Path> skipped) {

    /** Most files that one command takes; each costs some 300 bytes of memory. */
    public static final int MAX_FILES = 2_000_000;

    /**
     * Looks through {@code roots}, directories with all below them.
     *
     * @param counted is told the number of files seen so far
     * @throws OperatingFailure when a root is missing, there are too many files, or no instance is among them: whoever names
     *     files means something, and may have named an empty mount point
     */
    public static FileScan of(List<Path> roots, LongConsumer counted) throws OperatingFailure {
        List<InstanceFile> instances = new ArrayList<>();
        List<Path> skipped = new ArrayList<>();
        for (Path root : roots) {
            for (Path file : filesUnder(root)) {
                Optional<InstanceFile> instance = readOrSkip(file);
                instance.ifPresentOrElse(instances::add, () -> skipped.add(file));
                counted.accept(instances.size() + skipped.size());
            }
        }
        if (instances.isEmpty()) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "There is no DICOM instance in " + roots.get(0) + (roots.size() > 1 ? " and the others" : "")
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

    private static List<Path> filesUnder(Path root) throws OperatingFailure {
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new OperatingFailure(
                        FailureCode.LIMIT_EXCEEDED,
                        root + " holds more than " + MAX_FILES + " files. Nothing was done. Name smaller parts of it.");
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "Cannot read " + root + ". Nothing was done. Check the name and the permissions.",
                    e);
        }
    }
}
