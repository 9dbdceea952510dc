package dozo.storage.integrity;

/**
 * How the store is verified. Immutable.
 *
 * @param bytesPerSecond most bytes read from the volumes in a second, or 0 for no limit
 * @param repair whether bad copies are replaced from good ones at once
 */
public record VerifySettings(long bytesPerSecond, boolean repair) {

    /** @throws IllegalArgumentException when the rate is negative */
    public VerifySettings {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a rate cannot be negative");
        }
    }
}
