package dozo.core.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Specific Character Set (0008,0005) says of the text in a data set (PS3.3 section C.12.1.1.2). Decoding never fails
 * and forgives what devices get wrong, since it serves the index and answers only; stored bytes stay as they came.
 * Encoding is strict. Immutable and thread-safe.
 */
public final class SpecificCharacterSet {

    /** The default repertoire, ISO IR 6. */
    public static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(List.of());

    /** Unicode in UTF-8, which holds every text. */
    public static final SpecificCharacterSet UTF_8 = new SpecificCharacterSet(List.of("ISO_IR 192"));

    /** Those met already: rows and answers by the thousand have the same few. Nobody can fill more than this by odd ones. */
    private static final Map<List<String>, SpecificCharacterSet> MET = new ConcurrentHashMap<>();

    private static final int MET_MAX = 256;
    private static final int MET_CHARACTERS_MAX = 256;

    private final List<String> terms;
    private final List<DefinedTerm> known;
    private final TextCodec codec;

    private SpecificCharacterSet(List<String> terms) {
        this.terms = List.copyOf(terms);
        this.known = recognise(terms);
        this.codec = known.get(0)
                .standAloneCharset()
                .<TextCodec>map(charset -> new StandAloneCodec(Charset.forName(charset)))
                .orElseGet(() -> new Iso2022Codec(known));
    }

    /**
     * The character set of these values of the attribute, the first of which may be empty; none means the default
     * repertoire. Misspelt terms are understood, unknown ones are passed over.
     */
    public static SpecificCharacterSet of(List<String> terms) {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        SpecificCharacterSet met = MET.get(terms);
        return met == null ? remember(new SpecificCharacterSet(terms)) : met;
    }

    private static SpecificCharacterSet remember(SpecificCharacterSet made) {
        int characters = made.terms.stream().mapToInt(term -> term.length() + 1).sum();
        if (characters <= MET_CHARACTERS_MAX && MET.size() < MET_MAX) {
            MET.put(made.terms, made);
        }
        return made;
    }

    /** At least one term. One that stands alone admits no other: it counts when it comes first or after IR 6 only. */
    private static List<DefinedTerm> recognise(List<String> terms) {
        LinkedHashSet<DefinedTerm> found = new LinkedHashSet<>();
        for (String term : terms) {
            DefinedTerm.find(term).ifPresent(found::add);
        }
        List<DefinedTerm> withExtensions = new ArrayList<>(found);
        withExtensions.removeIf(DefinedTerm::isStandAlone);
        boolean onlyDefault = withExtensions.isEmpty() || withExtensions.equals(List.of(DefinedTerm.IR_6));
        for (DefinedTerm term : found) {
            if (term.isStandAlone() && (onlyDefault || term == found.iterator().next())) {
                return List.of(term);
            }
        }
        return withExtensions.isEmpty() ? List.of(DefinedTerm.IR_6) : List.copyOf(withExtensions);
    }

    /** The values as they were given. */
    public List<String> terms() {
        return terms;
    }

    /** The same character set in the words of the standard, for what is written anew. */
    public SpecificCharacterSet wellFormed() {
        if (known.equals(List.of(DefinedTerm.IR_6))) {
            return DEFAULT;
        }
        List<String> correct = new ArrayList<>();
        boolean initialIsDefault = !known.get(0).isSingleByte() && !known.get(0).isStandAlone();
        if (initialIsDefault) {
            correct.add("");
        }
        boolean withCodeExtensions = known.size() > 1 || initialIsDefault;
        for (DefinedTerm term : known) {
            boolean silent = term == DefinedTerm.IR_6 && correct.isEmpty();
            correct.add(silent ? "" : term.text(withCodeExtensions));
        }
        return correct.equals(terms) ? this : of(correct);
    }

    /**
     * Decodes a whole value with its delimiters. A backslash in the answer is a delimiter (or, where {@code kind} has
     * none, a character), never half of a two-byte character, so the answer may be split. What cannot be understood
     * becomes U+FFFD; padding stays.
     */
    public String decode(byte[] value, TextKind kind) {
        for (byte b : value) {
            if (b < 0 || b == GraphicSet.ESC) {
                return codec.decode(value, kind);
            }
        }
        return new String(value, StandardCharsets.US_ASCII);
    }

    /**
     * Whether every byte of {@code value} stands for the same character in all sets, so that a value in one is the same value in
     * another: ASCII without controls, without the tilde, an overline to some, and without the backslash, a yen sign or a delimiter.
     */
    public static boolean isCommon(byte[] value) {
        for (byte b : value) {
            if (b < ' ' || b > '}' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Encodes a whole value with its delimiters, without padding. No character is ever replaced by another, except by the
     * one that vendors map to the same position of JIS X 0208.
     *
     * @throws UnencodableText when the set lacks a character
     */
    public byte[] encode(String text, TextKind kind) {
        if (!codec.canEncode(text)) {
            throw new UnencodableText(terms);
        }
        return codec.encode(text, kind);
    }

    /**
     * Whether {@link #encode} can write every character of {@code text}, so that it is read as what it is: Latin-1 bytes that
     * are UTF-8 by chance are taken for UTF-8 by whoever forgives wrong labels, as {@link #decode} does.
     */
    public boolean canEncode(String text, TextKind kind) {
        return codec.canEncode(text) && (hasNoLatin1(text) || isReadBack(text, kind));
    }

    private static boolean hasNoLatin1(String text) {
        return text.chars().noneMatch(c -> c >= 0x80 && c <= 0xFF);
    }

    private boolean isReadBack(String text, TextKind kind) {
        return VendorMapping.folded(text).equals(VendorMapping.folded(decode(codec.encode(text, kind), kind)));
    }

    /**
     * The character set for an answer: the first of {@code preferred} that can hold all these texts, in the words of the
     * standard, else {@link #UTF_8}.
     */
    public static SpecificCharacterSet firstHolding(Collection<String> texts, List<SpecificCharacterSet> preferred) {
        for (SpecificCharacterSet candidate : preferred) {
            if (texts.stream().allMatch(text -> candidate.canEncode(text, TextKind.PERSON_NAME))) {
                return candidate.wellFormed();
            }
        }
        return UTF_8;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecificCharacterSet set && set.terms.equals(terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return String.join("\\", terms);
    }
}
