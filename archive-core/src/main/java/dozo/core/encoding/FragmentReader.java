package dozo.core.encoding;

import java.io.IOException;
import java.util.Optional;

/** Hands over the fragments of encapsulated pixel data one by one (PS3.5 section A.4). Not thread-safe. */
public final class FragmentReader {

    private final DatasetParser parser;
    private boolean ended;

    FragmentReader(DatasetParser parser) {
        this.parser = parser;
    }

    /**
     * The next fragment, the Basic Offset Table being the first; empty after the last.
     *
     * @param maxBytes the longest fragment to take into memory
     * @throws DecodingException when a fragment is longer, is not there, or the data set ends inside it
     */
    public Optional<byte[]> next(long maxBytes) throws IOException {
        ValueSource fragment = ended ? null : parser.nextFragment();
        if (fragment == null) {
            ended = true;
            return Optional.empty();
        }
        if (fragment.length() > maxBytes) {
            throw DecodingException.limit("a fragment of more than " + maxBytes + " bytes");
        }
        return Optional.of(fragment.readAll());
    }

    /** Moves past the next fragment without taking it into memory; false after the last. */
    public boolean skipNext() throws IOException {
        ValueSource fragment = ended ? null : parser.nextFragment();
        if (fragment == null) {
            ended = true;
            return false;
        }
        fragment.skip();
        return true;
    }

    /** Moves past what is left. */
    void skip() throws IOException {
        while (skipNext()) {
            // Each call has moved on.
        }
    }
}
