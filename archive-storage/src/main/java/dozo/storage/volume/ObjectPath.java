package dozo.storage.volume;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an object lies below the root of a volume, the same on every volume of its group:
 * {@code objects/2026/11/22/<epoch>-<incarnation>/<bucket>/<number>.dcm}. Built here only, from numbers, never from what
 * a peer sent; checked again when it comes back from a journal or a table. Immutable.
 *
 * @param relative the path with forward slashes, without a leading one
 */
public record ObjectPath(String relative) implements Comparable<ObjectPath> {

    /** The directory below a volume's root that holds all objects. */
    public static final String ROOT = "objects";

    /** Most files in one directory: what a directory listing and a directory force can bear. */
    public static final int FILES_PER_DIRECTORY = 1024;

    private static final Pattern FORM =
            Pattern.compile(ROOT + "/\\d{4}/\\d{2}/\\d{2}/\\d{1,19}-[0-9a-f]{8}/[0-9a-f]{4,14}/[0-9a-f]{8,16}\\.dcm");

    /** @throws IllegalArgumentException when {@code relative} has not the form above */
    public ObjectPath {
        if (!FORM.matcher(relative).matches()) {
            throw new IllegalArgumentException("not the path of a stored object");
        }
    }

    /** The path of the {@code number}th object of this epoch, received at {@code receivedAt} (its UTC date counts). */
    public static ObjectPath of(WriterEpoch epoch, Instant receivedAt, long number) {
        LocalDate day = receivedAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new ObjectPath(ROOT + "/" + day.toString().replace('-', '/') + "/" + epoch.mark() + "/"
                + hex(number / FILES_PER_DIRECTORY, 4) + "/" + hex(number, 8) + ".dcm");
    }

    /** With zeros before it up to {@code leastDigits}. Made for each object, for which {@link String#format} is slow. */
    private static String hex(long value, int leastDigits) {
        String all = HexFormat.of().toHexDigits(value);
        int zeros = Long.numberOfLeadingZeros(value) / 4;
        return all.substring(Math.min(zeros, all.length() - leastDigits));
    }

    /** The path, or empty when {@code text} is null or not of the form above; for text read from a journal or table. */
    public static Optional<ObjectPath> parse(String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new ObjectPath(text)) : Optional.empty();
    }

    /** The directory that holds the object, below the volume's root. */
    public String directory() {
        return relative.substring(0, relative.lastIndexOf('/'));
    }

    @Override
    public int compareTo(ObjectPath other) {
        return relative.compareTo(other.relative);
    }

    @Override
    public String toString() {
        return relative;
    }
}
