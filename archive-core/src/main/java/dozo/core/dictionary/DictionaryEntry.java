package dozo.core.dictionary;

import dozo.core.dataset.Vr;
import java.util.List;

/**
 * What the dictionary says of one data element (PS3.6 section 6, PS3.7 Annex E).
 *
 * @param tag the element; for a repeating group the one that was asked for, not the range
 * @param keyword such as {@code PatientName}; empty for private elements
 * @param name such as {@code Patient's Name}
 * @param vrs every value representation the element may have, the one to assume first; empty only for the item and
 *     delimiter elements of group FFFE, which have none
 * @param vm value multiplicity in the notation of PS3.6, such as {@code 1-n}
 * @param retired whether the standard no longer has the element
 */
public record DictionaryEntry(int tag, String keyword, String name, List<Vr> vrs, String vm, boolean retired) {

    public DictionaryEntry {
        vrs = List.copyOf(vrs);
    }

    /** The representation to assume where none is stated (PS3.5 section A.1); UN for an element without one. */
    public Vr vr() {
        return vrs.isEmpty() ? Vr.UN : vrs.get(0);
    }
}
