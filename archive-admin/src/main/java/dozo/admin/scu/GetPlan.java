package dozo.admin.scu;

import dozo.admin.scu.InstanceFile.Kind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A retrieval put together so that one association can take each batch: a presentation context for the C-GET, and one for each
 * kind of instance that it may bring. Most retrievals are one batch with one C-GET.
 *
 * @param batches none of them without a request
 */
record GetPlan(List<Batch> batches) {

    /** Beside the context of the C-GET itself. */
    static final int MAX_KINDS = SendPlan.MAX_CONTEXTS - 1;

    /** So many UIDs are below the 64 KiB that a value with a short length can have (PS3.5 section 7.1.2). */
    private static final int UIDS_PER_REQUEST = 500;

    /**
     * What is fetched over one association.
     *
     * @param kinds what it must propose, at most {@link #MAX_KINDS}
     * @param identifiers of the requests, one after the other
     */
    record Batch(Set<Kind> kinds, List<Attributes> identifiers) {}

    /** Some instances of one series; {@code keys} name it and what is above it. */
    record SeriesPart(Attributes keys, List<Uid> instances) {}

    /** Instances that may come in any of the same kinds, the likely kinds first. Filled before it is planned with. */
    record Group(Set<Kind> kinds, List<SeriesPart> parts) {

        Group(Set<Kind> kinds) {
            this(kinds, new ArrayList<>());
        }

        /** @param keys the same object for all instances that were found together */
        void add(Attributes keys, Uid instance) {
            if (parts.isEmpty() || parts.get(parts.size() - 1).keys() != keys) {
                parts.add(new SeriesPart(keys, new ArrayList<>()));
            }
            parts.get(parts.size() - 1).instances().add(instance);
        }
    }

    /** @param selection what was asked for, as one request */
    static GetPlan of(Attributes selection, Collection<Group> groups) {
        List<Packing> packed = new ArrayList<>(List.of(new Packing()));
        for (Group group : groups) {
            Packing last = packed.get(packed.size() - 1);
            if (!last.hasRoomFor(group)) {
                last = new Packing();
                packed.add(last);
            }
            last.add(group);
        }
        boolean whole = packed.size() == 1;
        return new GetPlan(packed.stream()
                .map(packing -> packing.batch(whole ? List.of(selection) : identifiers(packing.groups)))
                .toList());
    }

    /** A batch being filled. */
    private static final class Packing {

        private final Set<Kind> kinds = new LinkedHashSet<>();
        private final List<Group> groups = new ArrayList<>();

        boolean hasRoomFor(Group group) {
            Set<Kind> together = new HashSet<>(kinds);
            together.addAll(group.kinds());
            return groups.isEmpty() || together.size() <= MAX_KINDS;
        }

        void add(Group group) {
            // Instances that may come in more kinds than there are contexts: the likely kinds come first.
            group.kinds().stream().limit(MAX_KINDS).forEach(kinds::add);
            groups.add(group);
        }

        Batch batch(List<Attributes> identifiers) {
            return new Batch(kinds, identifiers);
        }
    }

    /** Requests at the image level for exactly these instances. */
    private static List<Attributes> identifiers(List<Group> groups) {
        List<Attributes> identifiers = new ArrayList<>();
        for (Group group : groups) {
            for (SeriesPart part : group.parts()) {
                for (int start = 0; start < part.instances().size(); start += UIDS_PER_REQUEST) {
                    int end = Math.min(part.instances().size(), start + UIDS_PER_REQUEST);
                    identifiers.add(identifier(part.keys(), part.instances().subList(start, end)));
                }
            }
        }
        return identifiers;
    }

    private static Attributes identifier(Attributes keys, List<Uid> instances) {
        Attributes identifier = new Attributes();
        keys.elements().forEach(identifier::put);
        return identifier
                .put(Tag.QueryRetrieveLevel, Vr.CS, "IMAGE")
                .put(
                        Tag.SOPInstanceUID,
                        Vr.UI,
                        instances.stream().map(Uid::value).toArray(String[]::new));
    }
}
