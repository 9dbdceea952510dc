package dozo.admin.modelling;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What the archive should hold of one instance. The contents it has answered for are certain; those whose answer a crash has
 * swallowed are possible. Which content is the current version may be open where several were sent at once.
 */
final class Holding {

    private final Set<Integer> certain = new HashSet<>();
    private final Set<Integer> possible = new HashSet<>();
    private Set<Integer> current = new HashSet<>();

    /** One sending of a content. */
    record Sending(int content, boolean acknowledged) {}

    /** Whether the archive must have it. */
    boolean isCertain() {
        return !certain.isEmpty();
    }

    /** Whether the archive may have it. */
    boolean isPossible() {
        return isCertain() || !possible.isEmpty();
    }

    /** Which contents may be the current version. */
    Set<Integer> current() {
        return current;
    }

    /**
     * Contents that were sent in an order nobody knows: of those that are new one is current afterwards; those that the
     * archive had already change nothing.
     */
    void sent(Collection<Sending> sendings) {
        Set<Integer> surelyNew = new HashSet<>();
        Set<Integer> maybeNew = new HashSet<>();
        for (Sending sending : sendings) {
            if (!certain.contains(sending.content())) {
                boolean surely = sending.acknowledged() && !possible.contains(sending.content());
                (surely ? surelyNew : maybeNew).add(sending.content());
            }
        }
        if (!surelyNew.isEmpty()) {
            current = new HashSet<>(surelyNew);
        }
        current.addAll(maybeNew);
        for (Sending sending : sendings) {
            (sending.acknowledged() ? certain : possible).add(sending.content());
        }
        possible.removeAll(certain);
    }

    /** This content was seen to be the current version: it stays that, whatever crashes. */
    void seen(int content) {
        certain.add(content);
        possible.remove(content);
        current = new HashSet<>(Set.of(content));
    }

    /** The archive was seen not to have it. */
    void absent() {
        possible.clear();
        current.clear();
    }

    @Override
    public String toString() {
        return "certain " + certain + ", possible " + possible + ", current " + current;
    }
}
