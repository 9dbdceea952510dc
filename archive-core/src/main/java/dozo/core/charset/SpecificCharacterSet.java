package dozo.core.charset;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * What Specific Character Set (0008,0005) says of the text in a data set (PS3.3 section C.12.1.1.2). Immutable.
 */
public final class SpecificCharacterSet {

    /** The default repertoire, ISO IR 6. */
    public static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(List.of());

    /** Unicode in UTF-8. */
    public static final SpecificCharacterSet UTF_8 = new SpecificCharacterSet(List.of("ISO_IR 192"));

    private final List<String> terms;

    private SpecificCharacterSet(List<String> terms) {
        this.terms = List.copyOf(terms);
    }

    public static SpecificCharacterSet of(List<String> terms) {
        return terms.isEmpty() ? DEFAULT : new SpecificCharacterSet(terms);
    }

    public List<String> terms() {
        return terms;
    }

    public String decode(byte[] value, TextKind kind) {
        return new String(value, StandardCharsets.UTF_8);
    }

    public byte[] encode(String text, TextKind kind) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether {@link #encode} can write every character of {@code text}. */
    public boolean canEncode(String text, TextKind kind) {
        return true;
    }

    /** The first of {@code preferred} that can hold all these texts (of whatever kind), else {@link #UTF_8}. */
    public static SpecificCharacterSet firstHolding(Collection<String> texts, List<SpecificCharacterSet> preferred) {
        for (SpecificCharacterSet candidate : preferred) {
            if (texts.stream().allMatch(text -> candidate.canEncode(text, TextKind.PERSON_NAME))) {
                return candidate;
            }
        }
        return UTF_8;
    }
}
