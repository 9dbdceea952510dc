package dozo.core.config;

/**
 * A password that does not show itself in logs, messages or {@code toString}. Immutable.
 *
 * @param reveal the password itself, never null, empty when none is set
 */
public record Secret(String reveal) {

    public static final Secret NONE = new Secret("");

    @Override
    public String toString() {
        return reveal.isEmpty() ? "(none)" : "(hidden)";
    }
}
