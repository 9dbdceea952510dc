package dozo.admin.scu;

import java.util.List;

/**
 * What became of files that were sent.
 *
 * @param sent instances the peer answered with Success or a warning
 * @param warnings those of them answered with a warning
 * @param bytes sent, of data sets
 * @param failures instances the peer did not take
 */
public record SendReport(long sent, long warnings, long bytes, List<Failure> failures) {

    public SendReport {
        failures = List.copyOf(failures);
    }

    /**
     * An instance that was not taken.
     *
     * @param file path of the file
     * @param sopInstanceUid the instance
     * @param status DIMSE status such as {@code A700}, empty when there was no answer
     * @param reason for people
     */
    public record Failure(String file, String sopInstanceUid, String status, String reason) {}
}
