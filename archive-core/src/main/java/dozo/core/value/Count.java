package dozo.core.value;

/**
 * A number of things for people to read, such as {@code 1 study} or {@code 12 studies}. Immutable; the words are put together
 * when they are asked for, so that a line of the log which nobody reads costs none.
 *
 * @param number how many
 * @param noun one of them, in English: {@code study}, {@code commitment report}
 */
public record Count(long number, String noun) {

    public static Count of(long number, String noun) {
        return new Count(number, noun);
    }

    @Override
    public String toString() {
        return number + " " + (number == 1 ? noun : plural());
    }

    private String plural() {
        if (noun.endsWith("series")) {
            return noun;
        }
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
