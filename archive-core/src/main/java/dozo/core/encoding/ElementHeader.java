package dozo.core.encoding;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;

/**
 * What stands before a value.
 *
 * @param tag group and element
 * @param vr the representation; UN when it is not one of PS3.5, and of items and delimiters, which have none
 * @param length of the value in bytes, or {@link #UNDEFINED}
 * @param headerBytes how many bytes this header takes
 */
record ElementHeader(int tag, Vr vr, long length, int headerBytes) {

    static final long UNDEFINED = -1;

    boolean isUndefined() {
        return length == UNDEFINED;
    }

    /** Whether it is an item, an item delimiter or a sequence delimiter (PS3.5 section 7.5). */
    boolean isStructure() {
        return Tag.group(tag) == 0xFFFE;
    }
}
