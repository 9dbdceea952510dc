package dozo.core.dictionary;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The data elements of the standard (PS3.6, PS3.7 Annex E, PS3.10) and of known private creators. Thread-safe; the
 * tables are read at first use, the private ones only when a private element is asked for.
 */
public final class DataDictionary {

    private DataDictionary() {}

    /** What the standard says of {@code tag}; empty for private and unknown elements and for group lengths. */
    public static Optional<DictionaryEntry> entry(int tag) {
        return ElementTable.entry(tag);
    }

    /**
     * What is known of a private element.
     *
     * @param privateCreator who reserved the block the element lies in; spaces around it do not count
     * @return empty when creator or element are unknown
     */
    public static Optional<DictionaryEntry> entry(int tag, String privateCreator) {
        return PrivateElementTable.entry(tag, privateCreator);
    }

    /** The element of this keyword, such as {@code PatientName}; of a repeating group the first, such as 60000010H. */
    public static OptionalInt tagOf(String keyword) {
        return ElementTable.tagOf(keyword);
    }

    /**
     * The representation to assume for {@code tag} where none is stated: UL for group lengths, LO for private creators,
     * UN when unknown (PS3.5 sections 6.2.2, 7.2 and 7.8.1).
     */
    public static Vr vrOf(int tag) {
        Optional<Vr> known = ElementTable.vr(tag);
        if (known.isPresent()) {
            return known.get();
        }
        int element = Tag.element(tag);
        if (element == 0) {
            return Vr.UL;
        }
        return Tag.isPrivate(tag) && element >= 0x10 && element <= 0xFF ? Vr.LO : Vr.UN;
    }

    /**
     * As {@link #vrOf(int)}, for an element in a block that {@code privateCreator} reserved.
     *
     * @param privateCreator null when nobody reserved the block
     */
    public static Vr vrOf(int tag, String privateCreator) {
        boolean inBlock = Tag.isPrivate(tag) && Tag.element(tag) >= 0x1000;
        if (!inBlock || privateCreator == null) {
            return vrOf(tag);
        }
        return entry(tag, privateCreator).map(DictionaryEntry::vr).orElse(Vr.UN);
    }
}
