package dozo.core.config;

import dozo.core.value.Uid;
import java.util.Set;

/**
 * Which storage SOP classes are taken. A denied class is refused; otherwise an allowed class is taken; otherwise every
 * storage class of the dictionary is, and a class not in the dictionary only when the switch says so. Immutable.
 *
 * @param acceptUnknown whether classes not in the dictionary, private ones among them, are taken for storage classes
 * @param allowed classes taken even when unknown
 * @param denied classes refused even when known
 */
public record SopClassPolicy(boolean acceptUnknown, Set<Uid> allowed, Set<Uid> denied) {

    public SopClassPolicy {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    /** Everything is taken: an image is not to be lost because its class is younger than this program. */
    public static SopClassPolicy defaults() {
        return new SopClassPolicy(true, Set.of(), Set.of());
    }

    /**
     * Whether {@code sopClass} is taken.
     *
     * @param inDictionary whether the dictionary has this UID at all
     * @param storageClass whether the dictionary has it as a storage class
     */
    public boolean accepts(Uid sopClass, boolean inDictionary, boolean storageClass) {
        if (denied.contains(sopClass)) {
            return false;
        }
        return storageClass || allowed.contains(sopClass) || acceptUnknown && !inDictionary;
    }
}
