package dozo.qr.find;

import java.util.Optional;
import java.util.function.Function;

/**
 * Everything from {@code first} to {@code last}, both inclusive; nothing when {@code last} comes before {@code first}.
 *
 * @param first never null: the earliest value there is where the key leaves the range open
 * @param last never null: the latest value there is where the key leaves the range open
 */
record Span<T extends Comparable<? super T>>(T first, T last) {

    /** Reads {@code value}, {@code from-to}, {@code from-} or {@code -to}; empty when a part is unreadable or both are missing. */
    static <T extends Comparable<? super T>> Optional<Span<T>> parse(
            String text, Function<String, Optional<Span<T>>> reader, T earliest, T latest) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            return reader.apply(text.strip());
        }
        String from = text.substring(0, hyphen).strip();
        String to = text.substring(hyphen + 1).strip();
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> first =
                from.isEmpty() ? Optional.of(earliest) : reader.apply(from).map(Span::first);
        Optional<T> last = to.isEmpty() ? Optional.of(latest) : reader.apply(to).map(Span::last);
        return first.flatMap(f -> last.map(l -> new Span<>(f, l)));
    }
}
