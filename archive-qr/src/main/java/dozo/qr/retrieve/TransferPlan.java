package dozo.qr.retrieve;

import dozo.core.association.ProposedContext;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which presentation contexts a C-MOVE proposes to its destination, and over how many associations. Each stored transfer
 * syntax of a SOP class gets a context of its own, since an acceptor chooses only one syntax of a context and every syntax that
 * it takes spares a conversion; one more context of the class offers what can be converted to.
 */
final class TransferPlan {

    /** Context identifiers are the odd numbers below 256 (PS3.8 section 9.3.2.2). */
    static final int MAX_CONTEXTS = 128;

    private TransferPlan() {}

    /** @param targets what a stored transfer syntax can be converted to, the best first */
    static List<TransferBatch> of(Collection<Kind> kinds, Function<TransferSyntax, List<TransferSyntax>> targets) {
        Map<Uid, List<TransferSyntax>> storedByClass = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            storedByClass
                    .computeIfAbsent(kind.sopClass(), sopClass -> new ArrayList<>())
                    .add(kind.storedSyntax());
        }
        List<TransferBatch> units = new ArrayList<>();
        storedByClass.forEach((sopClass, stored) -> units.addAll(unitsOf(sopClass, stored, targets)));
        return pack(units);
    }

    /** The contexts of one SOP class: almost always one unit, which then stays on one association. */
    private static List<TransferBatch> unitsOf(
            Uid sopClass, List<TransferSyntax> stored, Function<TransferSyntax, List<TransferSyntax>> targets) {
        List<TransferBatch> units = new ArrayList<>();
        for (int start = 0; start < stored.size(); start += MAX_CONTEXTS - 1) {
            List<TransferSyntax> some = stored.subList(start, Math.min(stored.size(), start + MAX_CONTEXTS - 1));
            units.add(unit(sopClass, some, targets));
        }
        return units;
    }

    private static TransferBatch unit(
            Uid sopClass, List<TransferSyntax> stored, Function<TransferSyntax, List<TransferSyntax>> targets) {
        List<ProposedContext> contexts = new ArrayList<>();
        Set<Kind> kinds = new HashSet<>();
        Set<TransferSyntax> convertible = new LinkedHashSet<>();
        for (TransferSyntax syntax : stored) {
            contexts.add(ProposedContext.of(sopClass, syntax));
            kinds.add(new Kind(sopClass, syntax));
            convertible.addAll(targets.apply(syntax));
        }
        stored.forEach(convertible::remove);
        if (!convertible.isEmpty()) {
            contexts.add(ProposedContext.of(sopClass, convertible.toArray(TransferSyntax[]::new)));
        }
        return new TransferBatch(contexts, kinds);
    }

    private static List<TransferBatch> pack(List<TransferBatch> units) {
        List<TransferBatch> batches = new ArrayList<>();
        List<ProposedContext> contexts = new ArrayList<>();
        Set<Kind> kinds = new HashSet<>();
        for (TransferBatch unit : units) {
            if (contexts.size() + unit.contexts().size() > MAX_CONTEXTS) {
                batches.add(new TransferBatch(contexts, kinds));
                contexts.clear();
                kinds.clear();
            }
            contexts.addAll(unit.contexts());
            kinds.addAll(unit.kinds());
        }
        if (!contexts.isEmpty()) {
            batches.add(new TransferBatch(contexts, kinds));
        }
        return batches;
    }
}
