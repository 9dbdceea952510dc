package dozo.storage.integrity;

import dozo.core.dataset.Tag;
import java.util.Objects;

/**
 * An element to read out of an object. A private one is meant by its creator and its place in the creator's block, whichever
 * block that is in the object (PS3.5 section 7.8.1).
 *
 * @param tag as the caller names it, and under which it is returned
 * @param privateCreator who reserved the block; empty for an element that lies in none
 */
public record WantedElement(int tag, String privateCreator) {

    /** @throws IllegalArgumentException when an element in a private block has no creator, or another one has */
    public WantedElement {
        Objects.requireNonNull(privateCreator, "privateCreator");
        if (isInBlock(tag) == privateCreator.isEmpty()) {
            throw new IllegalArgumentException("elements of private blocks have a creator, others have none");
        }
    }

    /** An element of the standard, or a private creator itself. */
    public static WantedElement of(int tag) {
        return new WantedElement(tag, "");
    }

    /** Whether the element lies in a block that a private creator reserves. */
    public static boolean isInBlock(int tag) {
        return Tag.isPrivate(tag) && Tag.element(tag) >= 0x1000;
    }

    /** Where a creator of the group would have reserved the block of {@code tag}. */
    public static int creatorOf(int tag) {
        return tag & 0xFFFF0000 | Tag.element(tag) >>> 8;
    }

    /** The tag in a block reserved by the creator element {@code creator} of the same group. */
    int inBlockOf(int creator) {
        return tag & 0xFFFF0000 | Tag.element(creator) << 8 | tag & 0xFF;
    }
}
